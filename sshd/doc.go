// Package sshd serves the program's screens to many terminals over SSH, from one
// process. Each session has its own machine, theme, client and login; they share
// nothing but the connections to the backend. There is no shell, no command, no
// subsystem and no forwarding: a session is the screens, on a terminal, or it is
// refused with a reason. Who it is, the login page of the program asks; SSH itself
// asks for nothing.
//
// What a client of SSH says (its user's name, its terminal, its environment, the
// size of its window) is data of a stranger: it is bounded, matched against what is
// known, and neither shown nor logged.
package sshd
