using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>One frame of a stack trace.</summary>
public sealed record StackFrame
{
    /// <summary>The function, as people read it.</summary>
    public string? Function { get; init; }

    /// <summary>The function as the runtime names it, when <see cref="Function"/> was shortened.</summary>
    public string? RawFunction { get; init; }

    /// <summary>The module, namespace or class of the function.</summary>
    public string? Module { get; init; }

    /// <summary>The file, relative to the application; taken from <see cref="AbsolutePath"/> when not told.</summary>
    public string? FileName { get; init; }

    /// <summary>The path or URL of the file; the same as <see cref="FileName"/> when not told.</summary>
    public string? AbsolutePath { get; init; }

    /// <summary>The package: a library, assembly or image.</summary>
    public string? Package { get; init; }

    /// <summary>The symbol, when it differs from the function.</summary>
    public string? Symbol { get; init; }

    /// <summary>The platform of the frame, when it is not the event's.</summary>
    public string? Platform { get; init; }

    /// <summary>The line, from 1.</summary>
    public int? LineNumber { get; init; }

    /// <summary>The column, from 1.</summary>
    public int? ColumnNumber { get; init; }

    /// <summary>Whether the SDK says that the frame belongs to the application and not to a library; <see langword="null"/> counts as not.</summary>
    public bool? InApp { get; init; }

    /// <summary>The line of source code.</summary>
    public string? ContextLine { get; init; }

    /// <summary>The lines before it: an array.</summary>
    public RawJson PreContext { get; init; }

    /// <summary>The lines after it: an array.</summary>
    public RawJson PostContext { get; init; }

    /// <summary>The local variables: an object.</summary>
    public RawJson Variables { get; init; }

    /// <summary>What processing noted about the frame, such as the source map used: an object.</summary>
    public RawJson Data { get; init; }

    /// <summary>The addresses of native code.</summary>
    public NativeFrame? Native { get; init; }

    /// <summary>Attributes that are only passed on: <c>lang</c>, <c>stack_start</c>, <c>source_link</c>, <c>lock</c>, <c>errors</c>.</summary>
    public ImmutableArray<NamedJson> Other { get; init; } = [];
}
