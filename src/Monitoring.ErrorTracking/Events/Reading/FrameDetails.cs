using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Takes variables and surrounding lines from the frames in the middle of a long trace.</summary>
internal static class FrameDetails
{
    /// <summary>
    /// Keeps the details of 50 frames. Frames of libraries lose theirs first, those in the middle of them before those at the ends; only when the
    /// application alone has more than 50 do its middle frames lose theirs, too. The line of source code itself always stays.
    /// </summary>
    public static ImmutableArray<StackFrame> Slim(ImmutableArray<StackFrame> frames)
    {
        if (frames.Length <= Limits.DetailedFrames)
        {
            return frames;
        }

        var slimmed = ImmutableCollectionsMarshal.AsArray(frames)!;
        var own = slimmed.Count(frame => frame.InApp == true);
        var foreign = slimmed.Length - own;
        if (own <= Limits.DetailedFrames)
        {
            SlimMiddle(slimmed, inApp: false, count: foreign, keep: Limits.DetailedFrames - own);
        }
        else
        {
            SlimMiddle(slimmed, inApp: false, count: foreign, keep: 0);
            SlimMiddle(slimmed, inApp: true, count: own, keep: Limits.DetailedFrames);
        }

        return frames;
    }

    private static void SlimMiddle(StackFrame[] frames, bool inApp, int count, int keep)
    {
        var first = keep / 2;
        var last = count - (keep - first);
        var seen = 0;
        for (var i = 0; i < frames.Length; i++)
        {
            if ((frames[i].InApp == true) != inApp)
            {
                continue;
            }

            if (seen >= first && seen < last && HasDetails(frames[i]))
            {
                frames[i] = frames[i] with { Variables = default, PreContext = default, PostContext = default };
            }

            seen++;
        }
    }

    private static bool HasDetails(StackFrame frame) => frame.Variables.HasValue || frame.PreContext.HasValue || frame.PostContext.HasValue;
}
