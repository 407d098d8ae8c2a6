using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Monitoring.AspNetCore.OpenApi;

/// <summary>Gathers the shapes that operations refer to.</summary>
internal sealed class OpenApiSchemas
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public JsonObject Components { get; } = [];

    /// <summary>Refers to a shape; no shape is a text.</summary>
    public JsonObject Of(JsonTypeInfo? shape)
    {
        if (shape is null)
        {
            return new JsonObject { ["type"] = "string" };
        }

        var name = Name(shape.Type);
        if (!Components.ContainsKey(name))
        {
            Components[name] = shape.GetJsonSchemaAsNode(Options);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private static string Name(Type type)
    {
        var name = type.IsGenericType ? type.GetGenericArguments()[0].Name : type.Name;
        var bare = name.EndsWith("Document", StringComparison.Ordinal) ? name[..^"Document".Length] : name;
        return type.IsGenericType ? bare + "List" : bare;
    }

    private static JsonObject Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var node = type == typeof(DateTimeOffset) ? Text("date-time", IsNullable(context))
            : type == typeof(TimeSpan) ? Text("duration", IsNullable(context))
            : type == typeof(ReadOnlyMemory<byte>) ? new JsonObject { ["type"] = new JsonArray("object", "null") }
            : schema;
        if (node is not JsonObject described)
        {
            // A shape that takes anything is written as true; a description needs an object.
            described = [];
        }

        var attributes = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false);
        if (attributes is [DescriptionAttribute description, ..])
        {
            described["description"] = description.Description;
        }

        return described;
    }

    private static bool IsNullable(JsonSchemaExporterContext context) => Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null;

    private static JsonObject Text(string format, bool nullable) =>
        new() { ["type"] = nullable ? new JsonArray("string", "null") : JsonValue.Create("string"), ["format"] = format };
}
