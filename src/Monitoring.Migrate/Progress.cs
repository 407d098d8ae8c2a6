using System.Globalization;
using Monitoring.Transfer;

namespace Monitoring.Migrate;

/// <summary>Shows how far it has come: a bar on a terminal, a line now and then elsewhere.</summary>
internal sealed class Progress(TextWriter output, bool isTerminal, TimeProvider time)
{
    private const int Width = 30;

    private static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    private readonly long _began = time.GetTimestamp();
    private long _shown = time.GetTimestamp();
    private int _length;

    public void Show(RecordTotals totals)
    {
        if (time.GetElapsedTime(_shown) < (isTerminal ? BarEvery : LineEvery))
        {
            return;
        }

        _shown = time.GetTimestamp();
        var events = totals.ByKind.GetValueOrDefault(RecordKind.Event).Count;
        var rate = events / Math.Max(0.001, time.GetElapsedTime(_began).TotalSeconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{events:N0} of at most {totals.CountedEvents:N0} events, {totals.ByKind.GetValueOrDefault(RecordKind.Issue).Count:N0} issues, {totals.ByKind.GetValueOrDefault(RecordKind.Document).Count:N0} documents, {totals.ByKind.GetValueOrDefault(RecordKind.Blob).Count:N0} blobs, {rate:N0} events/s");
        if (!isTerminal)
        {
            output.WriteLine(text);
            return;
        }

        var done = totals.CountedEvents == 0 ? 0 : (int)(Width * Math.Min(events, totals.CountedEvents) / totals.CountedEvents);
        var line = $"[{new string('#', done)}{new string('.', Width - done)}] {text}";
        output.Write('\r' + line.PadRight(_length));
        output.Flush();
        _length = line.Length;
    }

    /// <summary>Leaves the line of the bar.</summary>
    public void End()
    {
        if (_length > 0)
        {
            output.WriteLine();
            _length = 0;
        }
    }
}
