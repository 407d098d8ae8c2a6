using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Storage.Codecs;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>What the database knows of a segment file. A file that it does not know does not belong to the store.</summary>
internal sealed record SegmentInfo
{
    public const string Directory = "segments";
    public const string Extension = ".segment";

    private const byte Format = 1;

    public required long Number { get; init; }

    /// <summary>The UTC day on which its events were received, counted from the beginning of the calendar.</summary>
    public required int Day { get; init; }

    public required int Events { get; init; }

    public required long Bytes { get; init; }

    public required long MinSequence { get; init; }

    public required long MaxSequence { get; init; }

    public required long MinReceived { get; init; }

    public required long MaxReceived { get; init; }

    /// <summary>By the store's clock, in UTC ticks: its events had been appended by then.</summary>
    public required long PackedAt { get; init; }

    /// <summary>The projects that have events in it, in order.</summary>
    public required ImmutableArray<long> Projects { get; init; }

    public string Path => PathOf(Day, Number);

    /// <summary>The day on which its events were received, for messages.</summary>
    public string DayText => DateOnly.FromDayNumber(Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public bool Has(ProjectId project) => Projects.AsSpan().BinarySearch(project.Value) >= 0;

    public static int DayOf(long ticks) => (int)(ticks / TimeSpan.TicksPerDay);

    public static string DirectoryOf(int day) => string.Create(CultureInfo.InvariantCulture, $"{Directory}/{DateOnly.FromDayNumber(day):yyyy-MM-dd}");

    public static string PathOf(int day, long number) => string.Create(CultureInfo.InvariantCulture, $"{DirectoryOf(day)}/{number:D12}{Extension}");

    public void Write(ByteWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Number);
        writer.Count(Day);
        writer.Count(Events);
        writer.Count(Bytes);
        writer.Count(MinSequence);
        writer.Count(MaxSequence);
        writer.Int64(MinReceived);
        writer.Int64(MaxReceived);
        writer.Int64(PackedAt);
        writer.Count(Projects.Length);
        var last = 0L;
        foreach (var project in Projects)
        {
            writer.Count(project - last);
            last = project;
        }
    }

    public static SegmentInfo Read(ref ByteReader reader)
    {
        reader.Format(Format);
        return new SegmentInfo
        {
            Number = reader.Count(),
            Day = (int)reader.Count(),
            Events = (int)reader.Count(),
            Bytes = reader.Count(),
            MinSequence = reader.Count(),
            MaxSequence = reader.Count(),
            MinReceived = reader.Int64(),
            MaxReceived = reader.Int64(),
            PackedAt = reader.Int64(),
            Projects = ReadProjects(ref reader),
        };
    }

    private static ImmutableArray<long> ReadProjects(ref ByteReader reader)
    {
        var projects = ImmutableArray.CreateBuilder<long>(reader.Items());
        var last = 0L;
        for (var i = 0; i < projects.Capacity; i++)
        {
            last += reader.Count();
            projects.Add(last);
        }

        return projects.MoveToImmutable();
    }
}
