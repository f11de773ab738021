package waitlist

import "sync"

// mostTags is how many students' tags are remembered twice over: about 40 MB.
const mostTags = 100_000

// tagged is the tag of the Info that a state leads to.
type tagged struct {
	state digest
	tag   string
}

// tagCache remembers tags, so that who polls is told that nothing has changed
// without the Info being made again. A tag is good only for the state that the
// database has now, so nothing is lost with the cache, and each process may have
// its own. When the young half is full it becomes the old one, which is dropped.
type tagCache struct {
	mu         sync.Mutex
	most       int
	young, old map[string]tagged
}

func newTagCache(most int) *tagCache {
	return &tagCache{most: most, young: map[string]tagged{}}
}

// get returns the tag of a student's Info in a state, when it is remembered.
func (c *tagCache) get(student string, state digest) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.young[student]
	if !ok {
		if found, ok = c.old[student]; ok {
			c.keep(student, found)
		}
	}
	return found.tag, ok && found.state == state
}

// put remembers a tag.
func (c *tagCache) put(student string, state digest, tag string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(student, tagged{state: state, tag: tag})
}

func (c *tagCache) keep(student string, value tagged) {
	if len(c.young) >= c.most {
		c.old, c.young = c.young, make(map[string]tagged, c.most)
	}
	c.young[student] = value
}
