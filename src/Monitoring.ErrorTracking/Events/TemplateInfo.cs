using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>A place in a template, as of a web page.</summary>
public sealed record TemplateInfo
{
    /// <summary>The file of the template.</summary>
    public string? FileName { get; init; }

    /// <summary>The path of the file.</summary>
    public string? AbsolutePath { get; init; }

    /// <summary>The line, from 1.</summary>
    public int? LineNumber { get; init; }

    /// <summary>The column, from 1.</summary>
    public int? ColumnNumber { get; init; }

    /// <summary>The line of the template.</summary>
    public string? ContextLine { get; init; }

    /// <summary>The lines before it: an array.</summary>
    public RawJson PreContext { get; init; }

    /// <summary>The lines after it: an array.</summary>
    public RawJson PostContext { get; init; }
}
