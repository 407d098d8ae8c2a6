using System.ComponentModel;
using Monitoring.Core.Archives;

namespace Monitoring.AspNetCore.Api.Archives;

[Description("An archive of all that the host keeps, or one on its way.")]
internal sealed record ArchiveDocument
{
    public required string Id { get; init; }

    [Description("The name of its file, in the directory that the host is set to write archives to.")]
    public required string File { get; init; }

    [Description("waiting; writing; verifying: it is read back from the disk; done; failed; cancelled. The file has its name when it is done; of the last two nothing is kept.")]
    public required string State { get; init; }

    [Description("Who wants it.")]
    public required string ActorId { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    [Description("The machine that writes it, or on which it lies.")]
    public required string? Host { get; init; }

    [Description("When the host began with it, the last time. What was answered before is in it.")]
    public required DateTimeOffset? BeganAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    [Description("How often a host has begun with it: one that was interrupted by a restart is begun anew.")]
    public required int Attempts { get; init; }

    [Description("How many records are written; while it is verified, how many were read back.")]
    public required long Records { get; init; }

    [Description("How many events are among them.")]
    public required long Events { get; init; }

    [Description("How many events there are at most, as far as is known: all that were counted, also those that have expired.")]
    public required long EventsAtMost { get; init; }

    [Description("The length of the file so far.")]
    public required long Bytes { get; init; }

    [Description("What it holds, once it is done.")]
    public required IReadOnlyList<ArchiveCountDocument> Counts { get; init; }

    [Description("Why it failed.")]
    public required string? Failure { get; init; }

    public static ArchiveDocument Of(StoreArchive archive) => new()
    {
        Id = archive.Id.ToString(),
        File = archive.File,
        State = Words.Of(archive.State),
        ActorId = archive.ActorId,
        RequestedAt = archive.RequestedAt,
        Host = archive.Host,
        BeganAt = archive.BeganAt,
        EndedAt = archive.EndedAt,
        Attempts = archive.Attempts,
        Records = archive.Records,
        Events = archive.Events,
        EventsAtMost = archive.EventsAtMost,
        Bytes = archive.Bytes,
        Counts = [.. archive.Counts.Select(ArchiveCountDocument.Of)],
        Failure = archive.Failure,
    };
}
