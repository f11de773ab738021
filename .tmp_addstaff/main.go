package main
import ("context";"time";"houbu/backend/staff";"houbu/backend/store";"houbu/api";"os")
func main(){ db,err:=store.Open(context.Background(), os.Args[1]); if err!=nil {panic(err)}; defer db.Close(); if err:=staff.Add(context.Background(), db, "chief.li","a-long-staff-password-1",api.RoleManager,time.Now()); err!=nil {panic(err)} }
