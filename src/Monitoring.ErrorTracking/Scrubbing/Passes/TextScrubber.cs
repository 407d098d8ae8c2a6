using System.Collections.Immutable;
using System.Numerics;
using Monitoring.Core.Redaction;
using Monitoring.ErrorTracking.Scrubbing.Patterns;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>Applies the built-in rules, the handling of addresses and the project's rules to one text, in this order, until nothing more is found.</summary>
internal sealed class TextScrubber(
    SecretScanner scanner, ImmutableArray<CompiledRule> rules, IpAddressStorage addresses, Replacements replacements, Placeholders placeholders)
{
    /// <summary>The name of the rule on fields by their names, and of every rule on what does not come to rest.</summary>
    public const string FieldRule = "@password:filter";

    private const int MaxPasses = 6;

    private readonly QueryFinder _query = new(scanner);
    private readonly IbanFinder _accounts = new();

    public TextEdit NewEdit(RegexBudget? budget = null) => new(placeholders, budget ?? new RegexBudget());

    /// <summary>Whether the built-in rules and those about addresses find anything in a text, without making anything of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="task">What is looked for; without rules of the project.</param>
    /// <param name="secrets">An empty list to work with.</param>
    /// <param name="stretches">Another one.</param>
    public bool MayChange(ReadOnlySpan<char> text, TextTask task, List<SecretStretch> secrets, List<Stretch> stretches)
    {
        var kinds = task.Kinds | (task.Addresses ? SecretKinds.IpAddress : SecretKinds.None);
        if (kinds != SecretKinds.None)
        {
            scanner.Find(text, kinds, secrets);
        }

        if (task.Query)
        {
            _query.Find(text, stretches);
        }

        if (task.Accounts)
        {
            _accounts.Find(text, stretches);
        }

        var hasFound = secrets.Count + stretches.Count > 0;
        secrets.Clear();
        stretches.Clear();
        return hasFound;
    }

    /// <summary>Scrubs a text; says whether it is another one now, or is to be removed.</summary>
    public bool Scrub(string text, TextTask task, TextEdit edit)
    {
        edit.Begin(text);
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var before = edit.Text;
            Pass(task, edit);
            if (edit.IsRemoved)
            {
                return true;
            }

            if (edit.Text == before)
            {
                return pass > 0;
            }
        }

        edit.ReplaceAll(Placeholders.Filtered, new Remark(FieldRule, 's', 0, Placeholders.Filtered.Length));
        return true;
    }

    private void Pass(TextTask task, TextEdit edit)
    {
        ApplyDefaults(task, edit);
        if (task.Addresses)
        {
            EngineFinder.Find(scanner, edit.Text, SecretKinds.IpAddress, edit.Found);
            edit.Apply(
                (_, found) => addresses == IpAddressStorage.Mask ? Replacements.Network(found) : Placeholders.OfType(ScrubType.Ip),
                _ => addresses == IpAddressStorage.Mask ? ("@ip:mask", 'm') : ("@ip:replace", 's'));
        }

        for (var rest = task.Rules; rest != 0; rest &= rest - 1)
        {
            Apply(rules[BitOperations.TrailingZeroCount(rest)], edit);
            if (edit.IsRemoved)
            {
                return;
            }
        }
    }

    private void ApplyDefaults(TextTask task, TextEdit edit)
    {
        if (task.Kinds != SecretKinds.None)
        {
            EngineFinder.Find(scanner, edit.Text, task.Kinds, edit.Found);
        }

        if (task.Query)
        {
            _query.Find(edit.Text, edit.Found);
        }

        if (task.Accounts)
        {
            _accounts.Find(edit.Text, edit.Found);
        }

        if (edit.Found.Count > 0)
        {
            edit.Apply((_, _) => Placeholders.Filtered, stretch => (DefaultRule(stretch.Type), 's'));
        }
    }

    private void Apply(CompiledRule rule, TextEdit edit)
    {
        if (rule.Type == ScrubType.Anything)
        {
            ApplyToAll(rule, edit);
            return;
        }

        foreach (var finder in rule.Finders)
        {
            if (rule.Type == ScrubType.Regex)
            {
                edit.Budget.Find(finder, edit.Text, edit.Found);
            }
            else
            {
                finder.Find(edit.Text, edit.Found);
            }
        }

        edit.Apply((stretch, found) => replacements.Of(rule, stretch.Type, found), _ => (rule.Id, rule.RemarkKind));
    }

    /// <summary>Applies a rule to the value as a whole.</summary>
    public void ApplyToAll(CompiledRule rule, TextEdit edit)
    {
        if (rule.Method == ScrubMethod.Remove)
        {
            edit.IsRemoved = true;
            edit.ReplaceAll("", new Remark(rule.Id, 'x', -1, -1));
            return;
        }

        if (edit.Text.Length == 0 || placeholders.Is(edit.Text))
        {
            return;
        }

        var put = replacements.Of(rule, rule.Type, edit.Text);
        if (put != edit.Text)
        {
            edit.ReplaceAll(put, new Remark(rule.Id, rule.RemarkKind, 0, put.Length));
        }
    }

    private static string DefaultRule(ScrubType type) => type switch
    {
        ScrubType.PemKey => "@pemkey:filter",
        ScrubType.Bearer => "@bearer:filter",
        ScrubType.Token => "@token:filter",
        ScrubType.UrlAuth => "@urlauth:filter",
        ScrubType.CreditCard => "@creditcard:filter",
        ScrubType.Ssn => "@ssn:filter",
        ScrubType.Iban => "@iban:filter",
        _ => FieldRule,
    };
}
