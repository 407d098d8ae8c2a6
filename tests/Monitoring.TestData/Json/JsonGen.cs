using FsCheck;
using FsCheck.Fluent;

namespace Monitoring.TestData.Json;

/// <summary>Texts that are JSON, nearly JSON, or made of the pieces of JSON.</summary>
public static class JsonGen
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "\t", "true", "false", "null", "0", "1", "-", "12.5", "1e9", "E+", ".", "\"a\"", "\"a\":",
        "\"\\u0041\"", "\"\\n\"", "\"ä€😀\"", "\"0123456789abcdef0123456789\"", "NaN", "x", "\u0001", "{}", "[]", "{\"k\":1}", "[1,2]",
    ];

    /// <summary>Valid values, damaged ones, and pieces of JSON in any order.</summary>
    public static Gen<string> Texts() => Gen.OneOf(Values(4), Values(4).SelectMany(Damaged), Gen.Elements(Pieces).ListOf().Select(string.Concat));

    /// <summary>Valid values, nested up to a depth.</summary>
    public static Gen<string> Values(int depth)
    {
        var scalar = Gen.Elements("true", "false", "null", "0", "-0.5", "1e400", "123456789012345678901234567890", "\"\"", "\"text\"", "\"\\\"\\\\\\/\\b\\f\\u00e4\\ud83d\\ude00\"", "\"ä€😀 and more than sixteen bytes\"");
        if (depth == 0)
        {
            return scalar;
        }

        var inner = Values(depth - 1);
        var space = Gen.Elements("", " ", "\r\n\t");
        var array = inner.ListOf().SelectMany(items => space.Select(blank => "[" + blank + string.Join("," + blank, items.Take(4)) + blank + "]"));
        var names = Gen.Elements("a", "", "key", "k\\u0065y", "a much longer property name");
        var property = names.SelectMany(name => inner.SelectMany(value => space.Select(blank => $"\"{name}\"{blank}:{blank}{value}")));
        var map = property.ListOf().Select(items => "{" + string.Join(",", items.Take(4)) + "}");
        return Gen.OneOf(scalar, array, map);
    }

    private static Gen<string> Damaged(string text) =>
        Gen.Choose(0, text.Length).SelectMany(at => Gen.Elements(Pieces).SelectMany(piece => Gen.Choose(0, 2).Select(cut => text[..at] + piece + text[Math.Min(text.Length, at + cut)..])));
}
