using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Frames;

namespace Monitoring.ErrorTracking.Grouping.Components;

/// <summary>A frame in one view of a trace. Its values are those of the frame, shared by all views.</summary>
internal sealed class FrameComponent : Component
{
    private readonly FrameParts _parts;

    public FrameComponent(FrameParts parts)
        : base(ComponentIds.Frame)
    {
        _parts = parts;
        Contributes = parts.Contributes;
        Hint = parts.IgnoredBecause is { } reason ? Hint.Of(reason) : default;
    }

    /// <summary>Says whether it counts, and why.</summary>
    public void Decide(bool contributes, Hint hint)
    {
        Contributes = contributes;
        Hint = hint;
    }

    public override void Write(HashInput values)
    {
        if (Contributes)
        {
            Write(_parts.Module, values);
            Write(_parts.FileName, values);
            Write(_parts.Function, values);
            Write(_parts.ContextLine, values);
        }
    }

    public override GroupingComponent Explain() => new()
    {
        Id = Id,
        Contributes = Contributes,
        Hint = Hint.ToString(),
        Components =
        [
            .. Explain(ComponentIds.Module, _parts.Module),
            .. Explain(ComponentIds.FileName, _parts.FileName),
            .. Explain(ComponentIds.Function, _parts.Function),
            .. Explain(ComponentIds.ContextLine, _parts.ContextLine),
        ],
    };

    private static void Write(FramePart part, HashInput values)
    {
        if (part.Contributes)
        {
            values.Add(part.Value!);
        }
    }

    private static ImmutableArray<GroupingComponent> Explain(string id, FramePart part) =>
        part.Value is null ? [] : [new GroupingComponent { Id = id, Contributes = part.Contributes, Hint = part.Hint, Value = part.Value }];
}
