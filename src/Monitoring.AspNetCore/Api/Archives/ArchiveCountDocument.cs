using System.ComponentModel;
using Monitoring.Core.Archives;

namespace Monitoring.AspNetCore.Api.Archives;

[Description("What an archive holds of one kind of record.")]
internal sealed record ArchiveCountDocument
{
    [Description("The kind, such as events, as monitoring-migrate names it.")]
    public required string Kind { get; init; }

    public required long Count { get; init; }

    [Description("Their checksum, whatever their order; monitoring-migrate verify tells the same.")]
    public required string Checksum { get; init; }

    public static ArchiveCountDocument Of(ArchiveCount count) => new() { Kind = count.Kind, Count = count.Count, Checksum = count.Checksum };
}
