using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring;

/// <summary>Writes every kind of id as a JSON string in its text form, and reads it back; also as a property name.</summary>
public sealed class IdJsonConverter : JsonConverterFactory
{
    private delegate bool Parser<T>(string text, out T id);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => Create(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Create(typeToConvert);

    private static JsonConverter? Create(Type type)
    {
        return type == typeof(ProjectId) ? new Converter<ProjectId>(ProjectId.TryParse)
            : type == typeof(IssueId) ? new Converter<IssueId>(IssueId.TryParse)
            : type == typeof(EventId) ? new Converter<EventId>(EventId.TryParse)
            : type == typeof(EntityId) ? new Converter<EntityId>(EntityId.TryParse)
            : type == typeof(PublicKey) ? new Converter<PublicKey>(PublicKey.TryParse)
            : type == typeof(GroupingHash) ? new Converter<GroupingHash>(GroupingHash.TryParse)
            : null;
    }

    /// <summary>The default of an id, which means none, is written as an empty string.</summary>
    private sealed class Converter<T>(Parser<T> parse) : JsonConverter<T>
        where T : struct, IEquatable<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.TokenType == JsonTokenType.String ? reader.GetString() : null);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.GetString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Text(value));

        private static string Text(T value) => value.Equals(default) ? "" : value.ToString()!;

        private T Parse(string? text)
        {
            if (text is { Length: 0 })
            {
                return default;
            }

            return text is not null && parse(text, out var id) ? id : throw new JsonException($"'{text}' is no {typeof(T).Name}.");
        }
    }
}
