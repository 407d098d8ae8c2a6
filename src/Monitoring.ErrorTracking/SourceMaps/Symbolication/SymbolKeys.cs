using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.SourceMaps.Library;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>Under which keys the file of a frame may be found, for one event.</summary>
internal sealed class SymbolKeys(ProjectId project, ErrorEvent errorEvent)
{
    /// <summary>How many files of one event are looked for.</summary>
    private const int MaxFiles = 64;

    private readonly Dictionary<string, string> _ids = DebugImages.Read(errorEvent.DebugMeta);

    public string? DebugId(string path) => _ids.GetValueOrDefault(path);

    public LibraryKey? ById(string path) => DebugId(path) is { } id ? new LibraryKey { Project = project, DebugId = id } : null;

    public LibraryKey? ByUrl(string path) => errorEvent.Release is { } release
        ? new LibraryKey { Project = project, Release = release, Distribution = errorEvent.Distribution, Url = path }
        : null;

    /// <summary>The files whose maps are looked for.</summary>
    public IEnumerable<string> Paths() => FrameFilter.Traces(errorEvent)
        .SelectMany(trace => trace.Frames)
        .Where(frame => FrameFilter.IsGenerated(frame, errorEvent.Platform))
        .Select(frame => frame.AbsolutePath!)
        .Distinct(StringComparer.Ordinal)
        .Take(MaxFiles);
}
