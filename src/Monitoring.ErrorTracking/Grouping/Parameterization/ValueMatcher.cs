namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises the values in one text. The kinds are tried in a fixed order, and the first that fits is taken.</summary>
internal ref struct ValueMatcher
{
    private readonly ReadOnlySpan<char> _text;
    private readonly MaskingMode _mode;
    private NetworkNames _names;

    public ValueMatcher(ReadOnlySpan<char> text, MaskingMode mode)
    {
        _text = text;
        _mode = mode;
        _names = new NetworkNames(text, mode == MaskingMode.Extended);
    }

    /// <summary>Finds what begins at a place.</summary>
    /// <param name="start">The place.</param>
    /// <param name="name">What it is, such as <c>int</c>.</param>
    /// <returns>Its length; 0 when nothing begins there.</returns>
    public int Match(int start, out string name)
    {
        if (_names.Match(start, out name) is var network and > 0)
        {
            return network;
        }

        if (MatchId(start, out name) is var id and > 0)
        {
            return id;
        }

        if (Dates.Match(_text, start) is var date and > 0)
        {
            name = "date";
            return date;
        }

        if (MatchNumber(start, out name) is var number and > 0)
        {
            return number;
        }

        return MatchAssigned(start, out name);
    }

    /// <summary>The next place where something may begin: not within a word, nor between blanks.</summary>
    public readonly int NextStart(int start)
    {
        var next = start + 1;
        if (!Chars.IsWord(_text[start]) || (_mode == MaskingMode.Extended && _text[start] == '_'))
        {
            return next;
        }

        while (next < _text.Length && Chars.IsWord(_text[next]) && (_mode != MaskingMode.Extended || _text[next - 1] != '_'))
        {
            next++;
        }

        return next;
    }

    private readonly bool IsStart(int index) =>
        !Chars.IsWordAt(_text, index - 1) || (_mode == MaskingMode.Extended && _text[index - 1] == '_');

    private readonly bool IsEnd(int index) =>
        !Chars.IsWordAt(_text, index) || (_mode == MaskingMode.Extended && _text[index] == '_');

    private readonly int MatchId(int start, out string name)
    {
        name = "";
        if (!IsStart(start) || !Chars.IsWordAt(_text, start))
        {
            return 0;
        }

        if (_mode != MaskingMode.Newstyle2023 && Bounded(start, Ids.TraceParent(_text, start)) is var trace and > 0)
        {
            name = "traceparent";
            return trace;
        }

        var digits = Chars.HexDigits(_text, start);
        name = "uuid";
        return digits == Ids.UuidHead && Bounded(start, Ids.Uuid(_text, start)) is var uuid and > 0 ? uuid : Digest(start, digits, out name);
    }

    private readonly int Digest(int start, int digits, out string name)
    {
        name = digits == Ids.Sha1Length ? "sha1" : "md5";
        return digits is Ids.Sha1Length or Ids.Md5Length ? Bounded(start, digits) : 0;
    }

    private readonly int MatchNumber(int start, out string name)
    {
        name = "duration";
        if (IsStart(start) && Chars.IsWordAt(_text, start))
        {
            if (Bounded(start, Numbers.Duration(_text, start)) is var duration and > 0)
            {
                return duration;
            }

            if (MatchMachineWord(start, out name) is var word and > 0)
            {
                return word;
            }
        }

        return MatchSigned(start, out name);
    }

    private readonly int MatchMachineWord(int start, out string name)
    {
        name = "hex";
        if (Bounded(start, Ids.PrefixedHex(_text, start)) is var prefixed and > 0)
        {
            return prefixed;
        }

        if (_mode == MaskingMode.Newstyle2023)
        {
            return 0;
        }

        if (Ids.SwiftTransaction(_text, start) is var swift and > 0)
        {
            name = "swift_txn_id";
            return swift;
        }

        if (Bounded(start, Ids.BareHex(_text, start)) is var hex and > 0)
        {
            // The field takes long numbers for hexadecimal ones, so that a counter gets another mask as it grows.
            name = _mode == MaskingMode.Extended && !_text.Slice(start, hex).ContainsAnyExceptInRange('0', '9') ? "int" : "hex";
            return hex;
        }

        name = "git_sha";
        return Bounded(start, Ids.ShortCommit(_text, start)) is var commit and > 0 ? commit : MatchMadeUp(start, out name);
    }

    private readonly int MatchMadeUp(int start, out string name)
    {
        name = "id";
        return _mode == MaskingMode.Extended ? Bounded(start, Ids.MadeUp(_text, start)) : 0;
    }

    private readonly int MatchSigned(int start, out string name)
    {
        name = "float";
        var isNegative = _text[start] == '-' && (_mode != MaskingMode.Extended || IsStart(start));
        var digits = start + (isNegative ? 1 : 0);
        if (!Chars.IsDigitAt(_text, digits) || (!isNegative && !IsStart(start)))
        {
            return 0;
        }

        if (Bounded(start, Numbers.Fraction(_text, digits) is var fraction and > 0 ? digits - start + fraction : 0) is var real and > 0)
        {
            return real;
        }

        name = "int";
        return Bounded(start, Numbers.Whole(_text, digits, _mode != MaskingMode.Newstyle2023) is var whole and > 0 ? digits - start + whole : 0);
    }

    /// <summary>What stands after a sign of equality is a value, whatever it is.</summary>
    private readonly int MatchAssigned(int start, out string name)
    {
        name = "quoted_str";
        if (start == 0 || _text[start - 1] != '=')
        {
            return 0;
        }

        if (_text[start] is '\'' or '"')
        {
            var end = _text[(start + 1)..].IndexOf(_text[start]);
            return end > 0 ? end + 2 : 0;
        }

        name = "bool";
        foreach (var word in (ReadOnlySpan<string>)["true", "True", "false", "False"])
        {
            if (Chars.StartsAt(_text, start, word))
            {
                return Bounded(start, word.Length);
            }
        }

        return 0;
    }

    private readonly int Bounded(int start, int length) => length > 0 && IsEnd(start + length) ? length : 0;
}
