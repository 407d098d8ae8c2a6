using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>The texts with which tokens and credentials begin, to be asked for at the beginning of each word.</summary>
internal sealed class SignTable
{
    private static readonly ImmutableArray<string> Schemes = ["bearer ", "basic "];

    private readonly ulong[] _pairs = new ulong[1024];
    private readonly byte[][][] _byFirst = new byte[128][][];
    private readonly AsciiSet _first;
    private readonly AsciiSet _second;

    /// <param name="prefixes">The prefixes of tokens, ASCII of two letters at least.</param>
    public SignTable(IEnumerable<string> prefixes)
    {
        Array.Fill(_byFirst, []);
        foreach (var prefix in prefixes)
        {
            Add(prefix, Encoding.ASCII.GetBytes(prefix));
        }

        foreach (var scheme in Schemes)
        {
            // Case does not matter for them: every spelling of the first two letters leads here.
            foreach (var start in (string[])[scheme[..2], scheme[..2].ToUpperInvariant(), char.ToUpperInvariant(scheme[0]) + scheme[1..2], scheme[..1] + char.ToUpperInvariant(scheme[1])])
            {
                Add(start, Encoding.ASCII.GetBytes(start));
            }
        }

        var signs = _byFirst.SelectMany(signs => signs).ToList();
        _first = new AsciiSet(signs.Select(sign => sign[0]));
        _second = new AsciiSet(signs.Select(sign => sign[1]));
    }

    /// <summary>At which of 32 places a sign may begin, by its first two characters.</summary>
    /// <param name="first">The characters at the places.</param>
    /// <param name="second">The characters behind them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<byte> MayBeAt(Vector256<byte> first, Vector256<byte> second) => _first.Find(first) & _second.Find(second);

    /// <summary>Whether a sign may begin at a place.</summary>
    public bool IsAt(ReadOnlySpan<byte> text, int position)
    {
        if (position + 1 >= text.Length)
        {
            return false;
        }

        var pair = text[position] | (text[position + 1] << 8);
        return (_pairs[pair >> 6] & (1UL << (pair & 63))) != 0 && IsSign(text[position..]);
    }

    private bool IsSign(ReadOnlySpan<byte> text)
    {
        foreach (var sign in _byFirst[text[0]])
        {
            if (text.StartsWith(sign) && (sign.Length > 2 || IsScheme(text)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsScheme(ReadOnlySpan<byte> text)
    {
        foreach (var scheme in Schemes)
        {
            if (text.Length >= scheme.Length && Ascii.EqualsIgnoreCase(text[..scheme.Length], scheme))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string text, byte[] sign)
    {
        var pair = text[0] | (text[1] << 8);
        _pairs[pair >> 6] |= 1UL << (pair & 63);
        _byFirst[text[0]] = [.. _byFirst[text[0]], sign];
    }
}
