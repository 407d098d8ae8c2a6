using System.Buffers;

namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises e-mail addresses, URLs, hosts and IP addresses. Remembers how far there is none, so that no part of a text is read again and again.</summary>
internal ref struct NetworkNames
{
    private const int MaxLabel = 63;

    private static readonly string[] Schemes = ["https://", "http://", "wss://", "ws://", "ftp://"];
    private static readonly SearchValues<char> LocalPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-");
    private static readonly SearchValues<char> PlainLocalPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+%_-");
    private static readonly SearchValues<char> Label = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private readonly ReadOnlySpan<char> _text;
    private readonly bool _isStrict;
    private int _noEmailBefore;
    private int _noHostBefore;

    /// <param name="text">The text.</param>
    /// <param name="isStrict">Whether e-mail addresses are taken to be of few characters and to have a dot.</param>
    public NetworkNames(ReadOnlySpan<char> text, bool isStrict)
    {
        _text = text;
        _isStrict = isStrict;
    }

    public int Match(int start, out string name)
    {
        name = "email";
        if (start >= _noEmailBefore && Email(start) is var email and > 0)
        {
            return email;
        }

        if (!Chars.IsBoundary(_text, start))
        {
            name = "ip";
            return _text[start] == ':' ? IpAddresses.Match(_text, start) : 0;
        }

        name = "url";
        if (Url(start) is var url and > 0)
        {
            return url;
        }

        name = "hostname";
        if (start >= _noHostBefore && Host(start) is var host and > 0)
        {
            return host;
        }

        name = "ip";
        return IpAddresses.Match(_text, start);
    }

    private int Email(int start)
    {
        var length = Run(start, _isStrict ? PlainLocalPart : LocalPart);
        var at = start + length;
        if (length == 0)
        {
            return 0;
        }

        if (!Chars.IsAt(_text, at, '@') || Domain(at + 1) is not (var domain and > 0))
        {
            _noEmailBefore = at;
            return 0;
        }

        return length + 1 + domain;
    }

    private readonly int Domain(int start)
    {
        var end = start + Run(start, Label);
        if (end == start)
        {
            return 0;
        }

        var hasDot = false;
        while (Chars.IsAt(_text, end, '.') && Run(end + 1, Label) is var label and > 0)
        {
            hasDot = true;
            end += label + 1;
        }

        return hasDot || !_isStrict ? end - start : 0;
    }

    private readonly int Url(int start)
    {
        foreach (var scheme in Schemes)
        {
            if (!Chars.StartsAt(_text, start, scheme))
            {
                continue;
            }

            var rest = _text[(start + scheme.Length)..];
            if (rest.Length < 2 || rest[0] is '/' or '$' or '.' or '?' or '#' || char.IsWhiteSpace(rest[0]) || rest[1] == '\n')
            {
                return 0;
            }

            var end = 2;
            while (end < rest.Length && !char.IsWhiteSpace(rest[end]))
            {
                end++;
            }

            return scheme.Length + end;
        }

        return 0;
    }

    /// <summary>Labels up to the first one that is a top-level domain.</summary>
    private int Host(int start)
    {
        var end = start;
        while (true)
        {
            var label = Run(end, Label);
            if (label is 0 or > MaxLabel || !Chars.IsAt(_text, end + label, '.'))
            {
                _noHostBefore = Math.Max(_noHostBefore, end + label);
                return 0;
            }

            end += label + 1;
            var top = end;
            while (Chars.IsWordAt(_text, top))
            {
                top++;
            }

            if (top > end && TopLevelDomains.Contains(_text[end..top]))
            {
                return top - start;
            }
        }
    }

    private readonly int Run(int start, SearchValues<char> allowed)
    {
        var length = _text[start..].IndexOfAnyExcept(allowed);
        return length < 0 ? _text.Length - start : length;
    }
}
