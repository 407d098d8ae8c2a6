using System.Globalization;
using Monitoring.ErrorTracking.Grouping.Rules.Matching;
using Monitoring.ErrorTracking.Grouping.Rules.Reading;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>Reads what a rule does: <c>^-group</c>, <c>category=ui</c>, <c>max-frames=3</c> and the like.</summary>
internal static class StackTraceActionReader
{
    private const string Expected = "An action is one of +app, -app, +group, -group (with '^' or 'v' before it), category=, min-frames=, max-frames=, invert-stacktrace=.";

    private static readonly string[] Flags = ["app", "group", "prefix", "sentinel"];
    private static readonly string[] Variables = ["category", "min-frames", "max-frames", "invert-stacktrace"];

    public static StackTraceAction? Read(RuleLine line, out RuleProblem? problem)
    {
        var start = line.Position;
        var reach = line.Next == '^' ? ActionReach.After : line.Next == 'v' && IsSign(line, start + 1) ? ActionReach.Before : ActionReach.Frame;
        line.Position += reach == ActionReach.Frame ? 0 : 1;
        return IsSign(line, line.Position) ? ReadFlag(line, reach, out problem)
            : reach == ActionReach.Frame ? ReadVariable(line, out problem)
            : Fail(line.Problem("'^' is followed by '+' or '-'.", start), out problem);
    }

    private static bool IsSign(RuleLine line, int position) => position < line.Text.Length && line.Text[position] is '+' or '-';

    private static StackTraceAction? ReadFlag(RuleLine line, ActionReach reach, out RuleProblem? problem)
    {
        var flag = line.Next == '+';
        var start = ++line.Position;
        var name = Array.Find(Flags, line.Skip);
        problem = name is null ? line.Problem(Expected, start, Spelling.Suggest(line.ReadName(), Flags)) : null;
        return name is null ? null : new StackTraceAction
        {
            Kind = name switch { "app" => ActionKind.App, "group" => ActionKind.Group, _ => ActionKind.Obsolete },
            Reach = reach,
            Flag = flag,
            Word = name is "prefix" or "sentinel" ? name : null,
        };
    }

    private static StackTraceAction? ReadVariable(RuleLine line, out RuleProblem? problem)
    {
        var start = line.Position;
        var name = line.ReadName();
        line.SkipBlanks();
        if (!line.Skip('='))
        {
            return Fail(line.Problem(Expected, start, Spelling.Suggest(name, [.. Variables, .. Flags.Take(2).Select(flag => "-" + flag)])), out problem);
        }

        line.SkipBlanks();
        var valueStart = line.Position;
        var value = line.ReadName();
        var action = name switch
        {
            "category" when value.Length > 0 => new StackTraceAction { Kind = ActionKind.Category, Word = value },
            "min-frames" when Number(value) is { } number => new StackTraceAction { Kind = ActionKind.MinFrames, Number = number },
            "max-frames" when Number(value) is { } number => new StackTraceAction { Kind = ActionKind.MaxFrames, Number = number },
            "invert-stacktrace" when BooleanWords.Read(value) is { } flag => new StackTraceAction { Kind = ActionKind.InvertStackTrace, Flag = flag },
            _ => null,
        };
        problem = action is not null ? null
            : Array.IndexOf(Variables, name) < 0 ? line.Problem($"'{name}' is not known.", start, Spelling.Suggest(name, Variables))
            : line.Problem(name switch
            {
                "category" => "A category is letters, digits, '_', '.' and '-'.",
                "invert-stacktrace" => "The value is 1 or 0.",
                _ => $"The value is a number from 0 to {RuleLimits.Frames}.",
            }, valueStart);
        return action;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= RuleLimits.Frames ? number : null;

    private static StackTraceAction? Fail(RuleProblem given, out RuleProblem? problem)
    {
        problem = given;
        return null;
    }
}
