using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Parity;

/// <summary>How the field groups one recorded event under one configuration.</summary>
internal sealed record ParityRow
{
    public required string Input { get; init; }

    public required string Config { get; init; }

    /// <summary>Whether it holds masked text that newer versions may mask differently.</summary>
    public required bool IsParameterized { get; init; }

    public required ImmutableArray<string> Hashes { get; init; }

    public required ImmutableArray<ParityVariant> Variants { get; init; }

    public static ImmutableArray<ParityRow> ReadAll()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Corpus.File("sentry", "grouping", "expectations.json")));
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    public byte[] ReadInput() => File.ReadAllBytes(Corpus.File("sentry", "grouping", Input));

    private static ParityRow Read(JsonElement row) => new()
    {
        Input = row.GetProperty("input").GetString()!,
        Config = row.GetProperty("config").GetString()!,
        IsParameterized = row.TryGetProperty("parameterized", out var parameterized) && parameterized.GetBoolean(),
        Hashes = [.. row.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetString()!)],
        Variants = [.. row.GetProperty("variants").EnumerateArray().Select(ParityVariant.Read)],
    };
}
