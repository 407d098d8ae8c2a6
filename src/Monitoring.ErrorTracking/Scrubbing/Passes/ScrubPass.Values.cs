using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Monitoring.Core.Redaction;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Scrubbing.Fields;
using Monitoring.ErrorTracking.Scrubbing.Patterns;
using Monitoring.ErrorTracking.Scrubbing.Selectors;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <content>What becomes of single values.</content>
internal ref partial struct ScrubPass
{
    private const int ShortestJson = 8;
    private const int LongestJson = 256 * 1024;
    private const int DigitsOfCard = 14;
    private const int LongestRuleName = 24;

    private static readonly SearchValues<byte> RuleLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz@:0123456789"u8);

    private static readonly TextSigns Unknown =
        new() { Length = int.MaxValue, Digits = int.MaxValue, HasAt = true, HasColon = true, HasEquals = true, HasHyphen = true, HasBlank = true };

    private void String(FieldNode node, ulong chosen, Place place)
    {
        var start = _json.Position;
        var raw = _json.TakeString(out var escaped);
        if (raw.IsEmpty || (place.IsMeta && IsRuleName(raw)))
        {
            return;
        }

        if (node.Role == FieldRole.Message)
        {
            // A bare text is the message of an entry.
            _trail.Enter(place.Depth, "formatted");
            place = place.Next;
            chosen |= Step(node, _scrubber.Name("formatted"u8), -1, place, ValueKinds.String);
        }

        if (place.IsNamed && _scrubber.Settings.Defaults && !place.IsSafe)
        {
            Filter(node, start, raw, escaped, place);
            return;
        }

        if (_scrubber.HidesAddresses && node.Role is FieldRole.UserAddress or FieldRole.PeerAddress && HideAddress(node, start, raw, escaped, place))
        {
            return;
        }

        // Other escapes hide none of the signs.
        var isVeiled = _scrubber.IsThorough || (escaped && (_posts?.HasVeil(start, _json.Position) ?? raw.IndexOf("\\u"u8) >= 0));
        var posts = isVeiled ? null : _posts;
        if (posts is not null && chosen == 0 && node.Mode is FieldMode.Code or FieldMode.Protected && !posts.HasSecret(start, _json.Position) && !posts.HasUrl(start, _json.Position))
        {
            return;
        }

        var task = TaskFor(node, chosen, place, isVeiled ? Unknown : TextSigns.Of(raw), raw);
        task = posts is null ? task : Narrow(task, posts, start);
        var mayBeJson = node.Mode is FieldMode.Free or FieldMode.Text && MayBeJson(raw, escaped);
        if (!mayBeJson && (task.IsNothing || (task.Rules == 0 && !_scrubber.IsThorough && !_trail.HasAnything(_scrubber, raw, escaped, task))))
        {
            return;
        }

        var text = JsonText.Decode(raw, escaped);
        var length = text.Length;
        var nested = mayBeJson ? Nested(text, place) : null;
        if (nested is not null)
        {
            task = new TextTask { Rules = task.Rules };
        }

        var isChanged = _scrubber.Texts.Scrub(nested ?? text, task, _text) || (place.IsNamed && ApplyNamed(chosen));
        if (isChanged || (nested is not null && nested != text))
        {
            Put(node, start, text, isChanged ? _text.Text : nested!, isChanged ? _text.Remarks : [], length, place);
        }
    }

    /// <summary>Leaves out what cannot be in a text because no sign of it stands there.</summary>
    private readonly TextTask Narrow(TextTask task, SignPosts posts, int start)
    {
        var absent = posts.HasSecret(start, _json.Position) ? SecretKinds.None : SecretKinds.Token | SecretKinds.Credential | SecretKinds.PrivateKey;
        absent |= posts.HasUrl(start, _json.Position) ? SecretKinds.None : SecretKinds.UrlPassword;
        return task with { Kinds = task.Kinds & ~absent };
    }

    /// <summary>Whether a text may be JSON itself, told by its first and last characters.</summary>
    private readonly bool MayBeJson(ReadOnlySpan<byte> raw, bool escaped)
    {
        if (raw.Length is < ShortestJson or > LongestJson || !(raw[0] is (byte)'{' or (byte)'[' or (byte)' ' or (byte)'\\'))
        {
            return false;
        }

        // The names in an object have quotes, and those are escaped here.
        return _scrubber.IsThorough
            || (raw[0] == (byte)'{' ? escaped && raw[1] is (byte)' ' or (byte)'}' or (byte)'\\'
                : raw[0] != (byte)'[' || escaped || raw[^1] is (byte)']' or (byte)' ' or >= 0x80);
    }

    /// <summary>Whether a note names a rule: what it says is no secret, though it may look like a name with a value.</summary>
    private static bool IsRuleName(ReadOnlySpan<byte> raw) =>
        raw.Length <= LongestRuleName && (raw[0] == (byte)'@' || raw.StartsWith("rule:"u8)) && !raw.ContainsAnyExcept(RuleLetters);

    /// <summary>Applies rules for fields by their names to a value as a whole.</summary>
    private readonly bool ApplyNamed(ulong chosen)
    {
        var before = _text.Text;
        for (var rest = chosen & _scrubber.Named; rest != 0; rest &= rest - 1)
        {
            _scrubber.Texts.ApplyToAll(_scrubber.Rules[BitOperations.TrailingZeroCount(rest)], _text);
        }

        return _text.IsRemoved || _text.Text != before;
    }

    private readonly TextTask TaskFor(FieldNode node, ulong chosen, Place place, TextSigns signs, ReadOnlySpan<byte> raw)
    {
        var isText = node.Mode is FieldMode.Free or FieldMode.Text;
        var isSearched = _scrubber.Settings.Defaults && !place.IsSafe;
        return new TextTask
        {
            Kinds = isSearched ? SecretSigns.Possible(isText ? Scrubber.Secrets : Scrubber.CodeSecrets, signs) : SecretKinds.None,
            Query = isSearched && signs.HasEquals && (isText || (signs.HasColon && raw.IndexOf("://"u8) >= 0)),
            Accounts = isSearched && isText && signs is { Length: >= 15, Digits: >= 8 },
            Addresses = _scrubber.HidesAddresses && isText && signs.Digits > 0,
            Rules = chosen == 0 ? 0 : Possible(chosen, signs),
        };
    }

    private readonly ulong Possible(ulong chosen, TextSigns signs)
    {
        var possible = 0UL;
        for (var rest = chosen; rest != 0; rest &= rest - 1)
        {
            var index = BitOperations.TrailingZeroCount(rest);
            possible |= _scrubber.Rules[index].MayFind(signs) ? 1UL << index : 0;
        }

        return possible;
    }

    private void Scalar(FieldNode node, ulong chosen, Place place, bool isNumber)
    {
        var start = _json.Position;
        var raw = _json.TakeScalar();
        if (isNumber && place.IsNamed && _scrubber.Settings.Defaults && !place.IsSafe && node.Mode != FieldMode.Protected)
        {
            Filter(node, start, raw, escaped: false, place);
            return;
        }

        var isCard = isNumber && raw.Length >= DigitsOfCard && node.Mode == FieldMode.Free && _scrubber.Settings.Defaults && !place.IsSafe;
        if (!isCard && chosen == 0)
        {
            return;
        }

        var text = Encoding.UTF8.GetString(raw);
        var task = new TextTask { Kinds = isCard ? SecretKinds.PaymentCard : SecretKinds.None, Rules = chosen };
        if (_scrubber.Texts.Scrub(text, task, _text) || (place.IsNamed && ApplyNamed(chosen)))
        {
            Put(node, start, text, _text.Text, _text.Remarks, -1, place);
        }
    }

    /// <summary>Puts the mark of the built-in rules in place of a value.</summary>
    private readonly void Filter(FieldNode node, int start, ReadOnlySpan<byte> raw, bool escaped, Place place)
    {
        var text = JsonText.Decode(raw, escaped);
        if (!_scrubber.Placeholders.Is(text))
        {
            _text.Begin(text);
            _text.ReplaceAll(Placeholders.Filtered, new Remark(TextScrubber.FieldRule, 's', 0, Placeholders.Filtered.Length));
            Put(node, start, text, _text.Text, _text.Remarks, text.Length, place);
        }
    }

    /// <summary>Masks an address or takes it out; false when the field holds none.</summary>
    private readonly bool HideAddress(FieldNode node, int start, ReadOnlySpan<byte> raw, bool escaped, Place place)
    {
        var text = JsonText.Decode(raw, escaped);
        if (!System.Net.IPAddress.TryParse(text.Trim(), out _))
        {
            return false;
        }

        _text.Begin(text);
        if (_scrubber.Settings.IpAddresses == IpAddressStorage.None)
        {
            _text.IsRemoved = true;
            _text.ReplaceAll("", new Remark("@ip:remove", 'x', -1, -1));
        }
        else if (Replacements.Network(text.Trim()) is var network && network != text)
        {
            _text.ReplaceAll(network, new Remark("@ip:mask", 'm', 0, network.Length));
        }
        else
        {
            return false;
        }

        Put(node, start, text, _text.Text, _text.Remarks, text.Length, place);
        return true;
    }

    /// <summary>Scrubs a text that is JSON itself; null when it is none.</summary>
    private readonly string? Nested(string text, Place place)
    {
        var trimmed = text.AsSpan().Trim();
        if (_nesting >= MaxNesting || trimmed is not (['{', .., '}'] or ['[', .., ']']))
        {
            return null;
        }

        ReadOnlyMemory<byte> utf8 = Encoding.UTF8.GetBytes(text);
        var width = _scrubber.Selectors.Width;
        var bits = new ulong[_bits.Length];
        _bits.AsSpan((place.Depth + 1) * width, width).CopyTo(bits.AsSpan(width));
        var wasNested = _trail.IsNested;
        _trail.IsNested = true;
        var pass = new ScrubPass(_scrubber, utf8, _trail, bits, _nesting + 1);
        if (pass._json.Kind == JsonValueKind.Object)
        {
            pass.Object(EventFields.Unknown, place with { Depth = 0 });
        }
        else
        {
            pass.Array(EventFields.Unknown, place with { Depth = 0 });
        }

        _trail.IsNested = wasNested;
        return !pass._json.ReachedEnd() || pass._json.HasLoneSurrogate ? null
            : pass._edits.IsEmpty ? text
            : Encoding.UTF8.GetString(pass._edits.Apply(utf8.Span));
    }
}
