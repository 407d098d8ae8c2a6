using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>
/// Where in the bytes of an event keys, tokens, credentials and URLs may begin, found in one vectorised pass over all of it, so that texts without any are not
/// looked at one by one. What is found here is no finding yet: the finders decide.
/// </summary>
/// <remarks>
/// What is looked for is ASCII that JSON can hide only behind <c>\u</c> (and a slash behind a backslash, which is looked for too); a text in which such an escape
/// hides a character of a sign must be taken as one with everything. Escapes of other characters, which some serialisers write for every quote and bracket,
/// hide nothing. Texts are asked about from the first to the last.
/// </remarks>
internal sealed class SignPosts(SignTable table)
{
    private const int EscapeLength = 6;

    /// <summary>What the finders' first looks are for: words, and the signs that <see cref="TextSigns"/> tells of.</summary>
    private static readonly SearchValues<char> SignCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-. :/@=");

    private readonly List<int> _secrets = [];
    private readonly List<int> _urls = [];
    private readonly List<int> _veils = [];
    private int _secret;
    private int _url;
    private int _veil;

    /// <summary>Goes over an event.</summary>
    public void Read(ReadOnlySpan<byte> json)
    {
        AddAll(_urls, json, "://"u8);
        if (json.IndexOf("/\\"u8) >= 0 || json.IndexOf("\\/"u8) >= 0)
        {
            AddAll(_urls, json, ":\\/"u8);
            AddAll(_urls, json, ":/\\"u8);
            _urls.Sort();
        }

        AddWords(json);
        var words = _secrets.Count;
        AddVeils(json);
        AddAll(_secrets, json, "-----BEGIN "u8);
        if (_secrets.Count > words)
        {
            _secrets.Sort();
        }
    }

    /// <summary>Whether a key, token or credential may begin within a text. Asked for rising offsets.</summary>
    public bool HasSecret(int start, int end) => Has(_secrets, ref _secret, start, end);

    /// <summary>Whether any text has such an escape.</summary>
    public bool HasAnyVeil => _veils.Count > 0;

    /// <summary>Whether a URL is within a text. Asked for rising offsets.</summary>
    public bool HasUrl(int start, int end) => Has(_urls, ref _url, start, end);

    /// <summary>Whether a text has an escape that hides a character of a sign. Asked for rising offsets.</summary>
    public bool HasVeil(int start, int end) => Has(_veils, ref _veil, start, end);

    private static bool Has(List<int> posts, ref int next, int start, int end)
    {
        while (next < posts.Count && posts[next] < start)
        {
            next++;
        }

        return next < posts.Count && posts[next] < end;
    }

    private static void AddAll(List<int> posts, ReadOnlySpan<byte> json, ReadOnlySpan<byte> sign)
    {
        var position = 0;
        while (json[position..].IndexOf(sign) is var offset and >= 0)
        {
            posts.Add(position + offset);
            position += offset + 1;
        }
    }

    /// <summary>Looks at each escape for a character that signs are made of, and asks for signs behind it.</summary>
    private void AddVeils(ReadOnlySpan<byte> json)
    {
        var position = 0;
        while (json[position..].IndexOf("\\u"u8) is var offset and >= 0)
        {
            position += offset;
            if (!JsonText.TryReadCodeUnit(json[position..], out var unit) || SignCharacters.Contains(unit))
            {
                _veils.Add(position);
            }

            if (position + EscapeLength < json.Length)
            {
                Ask(json, position + EscapeLength);
            }

            position += 2;
        }
    }

    /// <summary>
    /// Asks for signs at the beginning of each word: at a letter, digit or underscore behind something else, and two places behind a backslash, because the
    /// letter of an escape such as <c>\n</c> belongs to no word.
    /// </summary>
    private void AddWords(ReadOnlySpan<byte> json)
    {
        ref var start = ref MemoryMarshal.GetReference(json);
        var wordBefore = 0u;
        var escapeBefore = 0u;
        var position = 0;
        for (; position + Vector128<byte>.Count < json.Length; position += Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref start, (nuint)position);
            var isLetter = Vector128.LessThan((block | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
            var isDigit = Vector128.LessThan(block - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
            var words = (isLetter | isDigit | Vector128.Equals(block, Vector128.Create((byte)'_'))).ExtractMostSignificantBits();
            var escapes = Vector128.Equals(block, Vector128.Create((byte)'\\')).ExtractMostSignificantBits();
            var signs = table.MayBeAt(block, Vector128.LoadUnsafe(ref start, (nuint)position + 1)).ExtractMostSignificantBits();
            var starts = signs & words & (~((words << 1) | wordBefore) | (escapes << 2) | escapeBefore);
            wordBefore = words >> 15;
            escapeBefore = escapes >> 14;
            for (; starts != 0; starts &= starts - 1)
            {
                Ask(json, position + System.Numerics.BitOperations.TrailingZeroCount(starts));
            }
        }

        for (; position < json.Length; position++)
        {
            Ask(json, position);
        }
    }

    private void Ask(ReadOnlySpan<byte> json, int position)
    {
        if (table.IsAt(json, position))
        {
            _secrets.Add(position);
        }
    }
}
