using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Monitoring.Core.Redaction;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Scrubbing.Fields;
using Monitoring.ErrorTracking.Scrubbing.Patterns;
using Monitoring.ErrorTracking.Scrubbing.Selectors;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>Takes out of events what a project's settings say. Safe for any number of threads.</summary>
internal sealed class Scrubber
{
    /// <summary>What the built-in rules look for in texts.</summary>
    public const SecretKinds Secrets = CodeSecrets | SecretKinds.PaymentCard | SecretKinds.SocialSecurityNumber | SecretKinds.NamedValue;

    /// <summary>What they look for in code: what cannot be taken for it.</summary>
    public const SecretKinds CodeSecrets = SecretKinds.PrivateKey | SecretKinds.Credential | SecretKinds.Token | SecretKinds.UrlPassword;

    /// <summary>What tells where the kinds of <see cref="CodeSecrets"/> may be.</summary>
    public static readonly SignTable Signs = new(SecretScanner.TokenPrefixes);

    private readonly SecretScanner _scanner;
    private readonly FrozenSet<string> _safe;
    private readonly NameCache _names;
    private readonly Replacements _replacements;
    private readonly ulong _everywhere;

    /// <param name="settings">Settings without mistakes.</param>
    /// <param name="key">The key of hashes.</param>
    /// <param name="sensitiveNames">Names of fields with secrets that hold for the whole host.</param>
    /// <param name="safeNames">Safe names that hold for the whole host.</param>
    /// <param name="clean">What scrubbers of the same host have found to be clean; null for one that shares with nobody.</param>
    public Scrubber(
        ScrubbingSettings settings, ReadOnlyMemory<byte> key, IEnumerable<string> sensitiveNames, IEnumerable<string> safeNames, CleanParts? clean = null)
    {
        Settings = settings;
        _scanner = new SecretScanner([.. sensitiveNames, .. settings.SensitiveFields], [.. safeNames, .. settings.SafeFields]);
        _safe = settings.SafeFields.Select(Letters.Fold).ToFrozenSet();
        _replacements = new Replacements(key);
        Rules = [.. settings.Rules.Select((rule, index) => RuleCompiler.Compile(rule, index, _scanner))];
        var selectors = settings.Rules.Select(rule => SelectorParser.Parse(rule.Source).Selector ?? throw new ArgumentException("A selector is not right.", nameof(settings))).ToImmutableArray();
        Selectors = new SelectorSet(selectors);
        Placeholders = new Placeholders([.. Rules.Select(rule => rule.Replacement)]);
        Texts = new TextScrubber(_scanner, Rules, settings.IpAddresses, _replacements, Placeholders);
        for (var index = 0; index < Rules.Length; index++)
        {
            var bit = 1UL << index;
            _everywhere |= selectors[index].IsEverywhere && Rules[index].Type is not (ScrubType.Anything or ScrubType.Password) ? bit : 0;
            Whole |= Rules[index].Type == ScrubType.Anything ? bit : 0;
            Removals |= Rules[index] is { Type: ScrubType.Anything, Method: ScrubMethod.Remove } ? bit : 0;
            Named |= Rules[index].Type == ScrubType.Password ? bit : 0;
        }

        IsBlindToNames = Selectors.IsEmpty && _safe.Count == 0;
        Clean = (clean ?? new CleanParts()).Under(settings);
        _names = new NameCache(Inform);
    }

    public ScrubbingSettings Settings { get; }

    /// <summary>Whether every text is searched for everything, whatever its signs: slow, and the measure of what is fast.</summary>
    public bool IsThorough { get; init; }

    /// <summary>Parts in which nothing was found when they came before; null when none are remembered.</summary>
    public RepeatedParts<FieldNode>? Clean { get; }

    public ImmutableArray<CompiledRule> Rules { get; }

    public SelectorSet Selectors { get; }

    public Placeholders Placeholders { get; }

    public TextScrubber Texts { get; }

    /// <summary>The rules that take whole values, as bits.</summary>
    public ulong Whole { get; }

    /// <summary>The rules that take whole values out.</summary>
    public ulong Removals { get; }

    /// <summary>The rules for fields by their names.</summary>
    public ulong Named { get; }

    public bool HidesAddresses => Settings.IpAddresses != IpAddressStorage.Keep;

    /// <summary>Whether nothing is ever changed.</summary>
    public bool IsIdle => !Settings.Defaults && !HidesAddresses && Rules.IsEmpty;

    /// <summary>Whether names of fields count for nothing but what the built-in rules know of them.</summary>
    public bool IsBlindToNames { get; }

    /// <summary>Scrubs an event.</summary>
    /// <param name="json">The JSON as it was received.</param>
    /// <returns>The event; null when it is no JSON, however much is repaired, so that nothing of it can be kept.</returns>
    public ScrubbedEvent? Scrub(ReadOnlyMemory<byte> json)
    {
        if (IsIdle)
        {
            return new ScrubbedEvent { Json = json, IsChanged = false };
        }

        var text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        if (Utf8.IsValid(text.Span) && ScrubPass.Run(this, text) is { } scrubbed)
        {
            return scrubbed.IsChanged ? scrubbed : scrubbed with { Json = json };
        }

        // As normalisation reads it. What stays as it was received is repaired again by whoever reads it.
        var repaired = JsonSanitizer.Repair(text.Span, JsonCursor.MaxDepth, out var repairs);
        return ScrubPass.Run(this, repaired) is not { } mended ? null
            : mended.IsChanged || (repairs & JsonRepairs.TooDeep) != 0 ? mended with { IsChanged = true }
            : mended with { Json = json };
    }

    /// <summary>Scrubs a text that stands beside the event, such as the name of an SDK.</summary>
    public string? Text(string? text)
    {
        if (text is null || !Settings.Defaults)
        {
            return text;
        }

        var edit = Texts.NewEdit();
        return Texts.Scrub(text, new TextTask { Kinds = Secrets }, edit) ? edit.Text : text;
    }

    /// <summary>The address of the sender as an event may take it for its user's; null when it may not.</summary>
    public string? Address(string? address)
    {
        if (address is null || (!HidesAddresses && Rules.IsEmpty))
        {
            return address;
        }

        var json = Encoding.UTF8.GetBytes($"{{\"user\":{{\"ip_address\":\"{JsonEncodedText.Encode(address)}\"}}}}");
        var scrubbed = Scrub(json);
        var kept = scrubbed is not null && RawJson.TryParse(scrubbed.Json, out var parsed) ? JsonObjects.FindText(JsonObjects.Find(parsed, "user"), "ip_address") : null;
        return IPAddress.TryParse(kept, out _) ? kept : null;
    }

    /// <summary>A number for a user whose name is not kept: equal for the same user, and nothing to whoever lacks the key.</summary>
    public ulong UserHash(string kind, string value) => _replacements.Number(kind, value);

    /// <summary>What is known of a name.</summary>
    public NameInfo Name(ReadOnlySpan<byte> name) => _names.Get(name);

    private NameInfo Inform(byte[] utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        var isSensitive = _scanner.IsSensitiveName(text);
        return new NameInfo
        {
            Utf8 = utf8,
            Text = text,
            IsSensitive = isSensitive,
            IsSafe = !isSensitive && _safe.Count > 0 && _safe.Contains(Letters.Fold(text)),
            Replacement = ReplacementOf(text, utf8),
            Keys = Selectors.IsEmpty ? [] : Selectors.KeysOf(text),
        };
    }

    private string? ReplacementOf(string name, ReadOnlySpan<byte> utf8)
    {
        var signs = TextSigns.Of(utf8);
        var task = new TextTask
        {
            Kinds = Settings.Defaults ? SecretSigns.Possible(Secrets & ~SecretKinds.NamedValue, signs) : SecretKinds.None,
            Accounts = Settings.Defaults && IbanFinder.Possible(signs),
            Addresses = HidesAddresses && signs.Digits > 0,
            Rules = _everywhere,
        };
        if (task.IsNothing || (task.Rules == 0 && !Texts.MayChange(name, task, [], [])))
        {
            return null;
        }

        var edit = Texts.NewEdit();
        return Texts.Scrub(name, task, edit) ? edit.Text : null;
    }
}
