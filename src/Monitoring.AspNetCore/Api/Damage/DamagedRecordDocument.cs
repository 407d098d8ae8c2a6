using System.ComponentModel;
using Monitoring.Core.Damage;

namespace Monitoring.AspNetCore.Api.Damage;

[Description("A stored record that cannot be read, as it lies in the store.")]
internal sealed record DamagedRecordDocument
{
    [Description("The kind of record, such as alert-rules.")]
    public required string Type { get; init; }

    public required string Key { get; init; }

    public required int SchemaVersion { get; init; }

    [Description("Why it cannot be read.")]
    public required string Problem { get; init; }

    [Description("Its bytes as text, redacted, 16,384 characters at most.")]
    public required string Raw { get; init; }

    public static DamagedRecordDocument Of(DamagedRecord record) => new()
    {
        Type = record.Type,
        Key = record.Key,
        SchemaVersion = record.SchemaVersion,
        Problem = record.Problem,
        Raw = record.Raw,
    };
}
