using System.Collections.Immutable;
using System.Text.Json;

namespace Monitoring.ErrorTracking.Tests.Grouping.Parity;

/// <summary>One recorded view of an event.</summary>
internal sealed record ParityVariant
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public required bool Contributes { get; init; }

    public string? Hash { get; init; }

    /// <summary>The values that count, in order.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    public static ParityVariant Read(JsonElement variant) => new()
    {
        Name = variant.GetProperty("name").GetString()!,
        Type = variant.GetProperty("type").GetString()!,
        Contributes = variant.GetProperty("contributes").GetBoolean(),
        Hash = variant.GetProperty("hash").GetString(),
        Values = variant.TryGetProperty("leaves", out var leaves) || variant.TryGetProperty("values", out leaves) ? [.. leaves.EnumerateArray().Select(Text)] : [],
    };

    /// <summary>Numbers count as decimal text.</summary>
    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
