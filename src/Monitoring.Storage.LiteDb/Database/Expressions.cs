using LiteDB;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>The few expressions that are used, always with parameters: LiteDB keeps every distinct text of an expression for ever.</summary>
internal static class Expressions
{
    public static BsonExpression Field(string field) => BsonExpression.Create($"$.{field}");

    public static BsonExpression IdIs(BsonValue id) => BsonExpression.Create("$._id = @0", id);

    public static BsonExpression IdAtMost(BsonValue id) => BsonExpression.Create("$._id <= @0", id);

    public static BsonExpression Between(string field, BsonValue from, BsonValue to) => BsonExpression.Create($"$.{field} BETWEEN @0 AND @1", from, to);
}
