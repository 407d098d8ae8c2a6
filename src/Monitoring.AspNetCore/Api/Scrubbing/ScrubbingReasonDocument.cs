using System.ComponentModel;
using System.Text.Json;

namespace Monitoring.AspNetCore.Api.Scrubbing;

internal sealed record ScrubbingReasonDocument
{
    [Description("The field.")]
    public required string Path { get; init; }

    [Description("The rule: a built-in one such as @password:filter, or rule:1 for the first of the project's.")]
    public required string Rule { get; init; }

    [Description("removed, masked, hashed, replaced, or what the sender's rule says.")]
    public required string Done { get; init; }

    [Description("Where in the new text, in UTF-16 code units; null when it is the whole value.")]
    public required int? Start { get; init; }

    public required int? End { get; init; }

    /// <summary>Reads a remark of the protocol; null when it is none.</summary>
    public static ScrubbingReasonDocument? Of(string path, JsonElement remark)
    {
        if (remark.ValueKind != JsonValueKind.Array || remark.GetArrayLength() < 2 || remark[0].ValueKind != JsonValueKind.String || remark[1].ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var hasRange = remark.GetArrayLength() >= 4 && remark[2].TryGetInt32(out _) && remark[3].TryGetInt32(out _);
        var done = remark[1].GetString()!;
        return new ScrubbingReasonDocument
        {
            Path = path,
            Rule = remark[0].GetString()!,
            Done = done switch { "x" => "removed", "m" => "masked", "p" => "hashed", "s" => "replaced", _ => done },
            Start = hasRange ? remark[2].GetInt32() : null,
            End = hasRange ? remark[3].GetInt32() : null,
        };
    }
}
