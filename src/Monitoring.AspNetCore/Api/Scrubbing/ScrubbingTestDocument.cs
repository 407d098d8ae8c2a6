using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Scrubbing;

[Description("What scrubbing makes of an event. Nothing of it is stored.")]
internal sealed record ScrubbingTestDocument
{
    [Description("Whether anything was changed.")]
    public required bool Changed { get; init; }

    [Description("The event as it would be stored.")]
    [JsonConverter(typeof(RawJsonConverter))]
    public required ReadOnlyMemory<byte> Event { get; init; }

    [Description("Why which field was changed.")]
    public required ImmutableArray<ScrubbingReasonDocument> Reasons { get; init; }

    /// <summary>Reads the reasons out of the event's notes.</summary>
    public static ImmutableArray<ScrubbingReasonDocument> ReasonsOf(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        var reasons = ImmutableArray.CreateBuilder<ScrubbingReasonDocument>();
        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("_meta", out var meta))
        {
            Collect(meta, "", reasons);
        }

        return reasons.DrainToImmutable();
    }

    private static void Collect(JsonElement node, string path, ImmutableArray<ScrubbingReasonDocument>.Builder reasons)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in node.EnumerateObject())
        {
            if (property.Name.Length > 0)
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", reasons);
            }
            else if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("rem", out var remarks) && remarks.ValueKind == JsonValueKind.Array)
            {
                reasons.AddRange(remarks.EnumerateArray().Select(remark => ScrubbingReasonDocument.Of(path, remark)).OfType<ScrubbingReasonDocument>());
            }
        }
    }
}
