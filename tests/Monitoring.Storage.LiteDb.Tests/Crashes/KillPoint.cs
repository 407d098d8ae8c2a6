using System.Diagnostics;
using System.Globalization;

namespace Monitoring.Storage.LiteDb.Tests.Crashes;

/// <summary>Where a process kills itself: at the so many-th of a kind of operation on files whose path begins so; a write half done, anything else before or after.</summary>
/// <param name="Operation">Such as <c>write</c>; see <see cref="KillingFiles"/>.</param>
/// <param name="Path">What the path begins with.</param>
/// <param name="Number">Which one, counted from 1.</param>
internal sealed record KillPoint(string Operation, string Path, int Number)
{
    /// <summary>A phase in the life of the store, as operations on its files tell them apart.</summary>
    public static IReadOnlyList<(string Phase, string Operation, string Path, int Most)> Phases { get; } =
    [
        ("append", "write", "journal/", 60),
        ("append, flushing", "flush", "journal/", 60),
        ("beginning a journal file", "create", "journal/", 6),
        ("marking a journal file", "write", "monitoring.state", 6),
        ("packing", "create", "segments/", 12),
        ("packing, writing a segment", "write", "segments/", 12),
        ("packing, naming a segment", "names", "segments/", 12),
        ("removing a packed journal file", "delete", "journal/", 8),
        ("committing", "write", "monitoring-log.db", 200),
        ("committing, flushing", "flush", "monitoring-log.db", 60),
        ("checkpoint", "write", "monitoring.db", 100),
        ("checkpoint, flushing", "flush", "monitoring.db", 3),
        ("checkpoint, cutting the log off", "truncate", "monitoring-log.db", 3),
        ("retention and merging", "delete", "segments/", 12),
        ("writing a blob", "write", "blobs/", 40),
        ("bringing a blob in, or out", "move", "blobs/", 40),
        ("removing a blob", "delete", "blobs/", 20),
        ("opening", "any", "", 40),
        ("opening, moving the log into the database", "write", "monitoring.db", 20),
        ("opening, cutting off and renewing the journal", "write", "journal/", 3),
    ];

    public static KillPoint Parse(string text) => text.Split('|') is [var operation, var path, var number]
        ? new KillPoint(operation, path, int.Parse(number, CultureInfo.InvariantCulture))
        : throw new FormatException(text);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Operation}|{Path}|{Number}");

    /// <summary>SIGKILL; nothing of this process runs after it.</summary>
    public static void Kill()
    {
        using var process = Process.GetCurrentProcess();
        process.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
