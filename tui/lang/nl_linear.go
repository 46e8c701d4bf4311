package lang

var nlLinear = Linear{}
