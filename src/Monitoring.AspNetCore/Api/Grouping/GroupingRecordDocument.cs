using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping.Inspection;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("How a stored event was grouped when it was received.")]
internal sealed record GroupingRecordDocument
{
    public required string Config { get; init; }

    [Description("Which rules the project had; 'rulesId' of projects/{p}/grouping names them so. Null for none.")]
    public required string? RulesId { get; init; }

    [Description("The hashes that it was stored with; after a change of settings those of the former settings are among them for a while.")]
    public required ImmutableArray<string> Hashes { get; init; }

    [Description("Whether configuration or rules are others in this explanation.")]
    public required bool HasOtherSettings { get; init; }

    [Description("Whether this explanation gives a hash that the event was not stored with.")]
    public required bool HasOtherHashes { get; init; }

    public static GroupingRecordDocument Of(GroupingRecord record) => new()
    {
        Config = record.Config,
        RulesId = record.RulesId,
        Hashes = [.. record.Hashes.Select(hash => hash.ToString())],
        HasOtherSettings = record.HasOtherSettings,
        HasOtherHashes = record.HasOtherHashes,
    };
}
