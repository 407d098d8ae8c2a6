using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

/// <summary>The parts of a title: type and value of an error, or the title as a whole.</summary>
internal sealed record SentryMetadataDocument
{
    private const string Separator = ": ";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }

    public static SentryMetadataDocument Of(string kind, string title)
    {
        var colon = kind == "error" ? title.IndexOf(Separator, StringComparison.Ordinal) : -1;
        return colon > 0 ? new() { Type = title[..colon], Value = title[(colon + Separator.Length)..] }
            : kind == "error" ? new() { Type = title, Value = "" }
            : new() { Title = title };
    }
}
