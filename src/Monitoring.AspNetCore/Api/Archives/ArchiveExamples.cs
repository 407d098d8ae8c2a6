namespace Monitoring.AspNetCore.Api.Archives;

internal static class ArchiveExamples
{
    private static readonly ArchiveDocument Begun = new()
    {
        Id = "019ab7c4-5e00-7a3c-8f21-6d1f0c2b9e10",
        File = "monitoring-20261122-120000-0c2b9e10.archive",
        State = "waiting",
        ActorId = "alice",
        RequestedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        Host = null,
        BeganAt = null,
        EndedAt = null,
        Attempts = 0,
        Records = 0,
        Events = 0,
        EventsAtMost = 0,
        Bytes = 0,
        Counts = [],
        Failure = null,
    };

    private static readonly ArchiveDocument Ended = Begun with
    {
        State = "done",
        Host = "web-1",
        BeganAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        EndedAt = new DateTimeOffset(2026, 11, 22, 12, 1, 40, TimeSpan.Zero),
        Attempts = 1,
        Records = 260_112,
        Events = 250_000,
        EventsAtMost = 1_200_000,
        Bytes = 1_470_000_000,
        Counts = [new() { Kind = "events", Count = 250_000, Checksum = "3f6ad1c07b2e4f5588d1a2b3c4d5e6f7" }],
    };

    private static readonly ArchiveDocument Half = Ended with { State = "writing", EndedAt = null, Records = 121_050, Events = 118_000, Bytes = 690_000_000, Counts = [] };

    public static ApiParameter Id { get; } = Parameters.Path("archive", "The id of the archive.", Begun.Id);

    public static ApiContent Requested { get; } = ApiContent.Of(Begun, ArchiveJson.Default.ArchiveDocument);

    public static ApiContent One { get; } = ApiContent.Of(Half, ArchiveJson.Default.ArchiveDocument);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Ended], Next = null }, ArchiveJson.Default.ListDocumentArchiveDocument);
}
