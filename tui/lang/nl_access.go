package lang

var nlAccess = Access{}
