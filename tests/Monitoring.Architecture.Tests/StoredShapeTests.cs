using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Monitoring.Architecture.Tests;

/// <summary>What is written as JSON can be read again, whatever it holds.</summary>
public sealed class StoredShapeTests
{
    [Fact]
    public void No_property_that_may_be_left_out_when_it_is_written_must_be_there_when_it_is_read()
    {
        var contexts = Contexts().ToList();
        var lost = contexts.SelectMany(context => Shapes(context).SelectMany(shape => shape.Properties.Where(property => IsLost(context, property)).Select(property => $"{context.GetType().Name}: {shape.Type.Name}.{property.Name}")));

        Assert.True(contexts.Count > 40, $"only {contexts.Count} contexts were found");
        Assert.Equal("", string.Join('\n', lost.Distinct().Order(StringComparer.Ordinal)));
    }

    /// <summary>All but those of answers of Sentry's API, which are only written.</summary>
    private static IEnumerable<JsonSerializerContext> Contexts() =>
        from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Monitoring.*.dll")
        where !Path.GetFileName(file).Contains("Tests", StringComparison.Ordinal)
        from type in Assembly.LoadFrom(file).GetTypes()
        where type.IsSubclassOf(typeof(JsonSerializerContext)) && !type.Namespace!.StartsWith("Monitoring.AspNetCore.SentryApi", StringComparison.Ordinal)
        select (JsonSerializerContext)type.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static IEnumerable<JsonTypeInfo> Shapes(JsonSerializerContext context) =>
        context.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType.IsSubclassOf(typeof(JsonTypeInfo)))
            .Select(property => (JsonTypeInfo)property.GetValue(context)!)
            .Where(shape => shape.Kind == JsonTypeInfoKind.Object);

    private static bool IsLost(JsonSerializerContext context, JsonPropertyInfo property)
    {
        var condition = (property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true).FirstOrDefault() as JsonIgnoreAttribute)?.Condition
            ?? context.Options.DefaultIgnoreCondition;
        var canBeNull = Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsGetNullable);
        return property.IsRequired && (condition == JsonIgnoreCondition.WhenWritingNull ? canBeNull : condition == JsonIgnoreCondition.WhenWritingDefault && (canBeNull || property.PropertyType.IsPrimitive || property.PropertyType.IsEnum));
    }
}
