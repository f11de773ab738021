package sshd

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are what a server counts, for Prometheus. No label holds anything that a
// client said.
type Metrics struct {
	registry *prometheus.Registry

	connections prometheus.Gauge
	sessions    prometheus.Gauge
	finishing   prometheus.Gauge
	started     prometheus.Counter
	ended       *prometheus.CounterVec
	refused     *prometheus.CounterVec
}

// NewMetrics makes metrics that count from zero, with those of the process and of
// Go.
func NewMetrics() *Metrics {
	const space = "houbu_ssh"
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: space, Name: name, Help: help})
	}
	m := &Metrics{
		registry:    prometheus.NewRegistry(),
		connections: gauge("connections", "Connections that are open, those that have no session yet included."),
		sessions:    gauge("sessions", "Sessions that are open."),
		finishing:   gauge("finishing", "Sessions that are over, of which a submission or the end of the login is under way."),
		started: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: space, Name: "sessions_started_total", Help: "Sessions that were begun.",
		}),
		ended: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: space, Name: "sessions_ended_total", Help: "Sessions that have ended, by why.",
		}, []string{"reason"}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: space, Name: "refused_total", Help: "Connections and sessions that were refused, by why.",
		}, []string{"reason"}),
	}
	for _, reason := range []string{endQuit, endHangUp, endIdle, endClosing, endFault, endBroken} {
		m.ended.WithLabelValues(reason)
	}
	for _, reason := range []string{refusedFull, refusedAddress, refusedTerminal, refusedCommand, refusedDumb, refusedHandshake, refusedSecond, refusedClosing} {
		m.refused.WithLabelValues(reason)
	}
	m.registry.MustRegister(m.connections, m.sessions, m.finishing, m.started, m.ended, m.refused,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler answers scrapes.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// refuse counts a refusal.
func (m *Metrics) refuse(why string) { m.refused.WithLabelValues(why).Inc() }
