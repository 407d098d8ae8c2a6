using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Monitoring.ErrorTracking.Grouping.Frames;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping.Components;

/// <summary>One view of a stack trace: which of its frames count. The values of the frames are shared by all views.</summary>
internal sealed class FramesComponent : Component
{
    private readonly FrameParts[] _parts;
    private readonly FrameContribution[] _frames;

    /// <param name="parts">The values of all frames.</param>
    /// <param name="frames">Whether they count.</param>
    public FramesComponent(FrameParts[] parts, FrameContribution[] frames)
        : base(ComponentIds.StackTrace)
    {
        _parts = parts;
        _frames = frames;
        Contributes = Array.Exists(frames, frame => frame.Contributes);
    }

    public override bool HasContributingTrace => Contributes;

    public override void Write(HashInput values)
    {
        for (var i = 0; Contributes && i < _frames.Length; i++)
        {
            if (_frames[i].Contributes)
            {
                Write(_parts[i].Module, values);
                Write(_parts[i].FileName, values);
                Write(_parts[i].Function, values);
                Write(_parts[i].ContextLine, values);
            }
        }
    }

    public override GroupingComponent Explain()
    {
        var frames = new GroupingComponent[_frames.Length];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = Explain(_parts[i], _frames[i]);
        }

        return new GroupingComponent
        {
            Id = Id,
            Contributes = Contributes,
            Hint = Hint.ToString(),
            Components = ImmutableCollectionsMarshal.AsImmutableArray(frames),
        };
    }

    private static void Write(in FramePart part, HashInput values)
    {
        if (part.Contributes)
        {
            values.Add(part.Value!);
        }
    }

    private static GroupingComponent Explain(FrameParts parts, in FrameContribution frame) => new()
    {
        Id = ComponentIds.Frame,
        Contributes = frame.Contributes,
        Hint = HintOf(frame).ToString(),
        Components =
        [
            .. Explain(ComponentIds.Module, parts.Module),
            .. Explain(ComponentIds.FileName, parts.FileName),
            .. Explain(ComponentIds.Function, parts.Function),
            .. Explain(ComponentIds.ContextLine, parts.ContextLine),
        ],
    };

    private static Hint HintOf(in FrameContribution frame) => frame switch
    {
        { Effect: null } => default,
        { Rule: { } rule } => Hint.By(frame.Effect, rule),
        _ => Hint.Of(frame.Effect),
    };

    private static ImmutableArray<GroupingComponent> Explain(string id, in FramePart part) =>
        part.Value is null ? [] : [new GroupingComponent { Id = id, Contributes = part.Contributes, Hint = part.Hint, Value = part.Value }];
}
