using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>A frame of a stack trace.</summary>
public sealed record BackendFrame
{
    /// <summary>The file, as short as the SDK gives it, or <see langword="null"/>.</summary>
    public string? FileName { get; init; }

    /// <summary>The file's whole path, or <see langword="null"/>.</summary>
    public string? AbsolutePath { get; init; }

    /// <summary>The module, class or namespace, or <see langword="null"/>.</summary>
    public string? Module { get; init; }

    /// <summary>The function, or <see langword="null"/>.</summary>
    public string? Function { get; init; }

    /// <summary>The line, from 1 on, or <see langword="null"/>.</summary>
    public int? Line { get; init; }

    /// <summary>The column, or <see langword="null"/>.</summary>
    public int? Column { get; init; }

    /// <summary>Whether it is code of the application.</summary>
    public bool InApp { get; init; }

    /// <summary>The lines of code around it, in order; empty when they are not known.</summary>
    public ImmutableArray<BackendCodeLine> Code { get; init => field = value.IsDefault ? [] : value; } = [];
}
