package lang

var frAccounts = Accounts{}
