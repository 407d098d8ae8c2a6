using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Monitoring.Testing.Generators;

/// <summary>Generators of what stores take: events, queries, commits, and the texts and instants in them.</summary>
/// <remarks>
/// They draw from few values, so that things meet: hashes that are shared, tags that repeat, instants that are equal.
/// </remarks>
public static partial class StoreGenerators
{
    /// <summary>
    /// Texts that have broken stores before: empty, NUL, quotes, line ends, blanks at the ends, other scripts, emoji,
    /// combining characters, the longest ones. Each has at most 200 characters and is valid UTF-16.
    /// </summary>
    public static ImmutableArray<string> AwkwardTexts { get; } =
    [
        "",
        " ",
        " a ",
        "\0",
        "a\0b",
        "a\0",
        "'\"`\\/{}[]$%;--",
        "line\r\nline\ttab\u2028",
        "null",
        "$ref",
        "Ошибка: не найдено",
        "错误\u3000エラー",
        "خطأ\u200f",
        "e\u0301\u00e9",
        "ﬁ İ ı ß ẞ",
        "\U0001F4A5\U0001F468\u200D\U0001F469\u200D\U0001F467",
        "\uFFFD\uFEFF\uFFFF",
        new string('x', 200),
        new string('ж', 200),
        new string('語', 200),
        string.Concat(Enumerable.Repeat("\U0001F4A5", 100)),
    ];

    /// <summary>Texts of up to 200 characters, most of them short, many of them awkward; all valid UTF-16.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency(
        (3, Gen.Elements("a", "b", "A", "ab", "prod", "Prod")),
        (2, Gen.Elements(AwkwardTexts.AsEnumerable())),
        (1, Gen.ArrayOf(Gen.Elements("a", "Z", "0", "\0", " ", "é", "ж", "語", "\U0001F600", "\n")).Select(parts => string.Concat(parts.Take(50)))));

    /// <summary>Texts of 1 to 200 characters.</summary>
    public static Gen<string> NonEmptyText { get; } = Text.Where(text => text.Length > 0);

    /// <summary>Instants in the three days before the given one, to the tick; some are equal, some are on the edge of an hour or a day.</summary>
    public static Gen<DateTimeOffset> InstantBefore(DateTimeOffset now) => Gen.Frequency(
        (2, Gen.Constant(now)),
        (2, Gen.Choose(0, 3 * 24).Select(hours => Hour(now).AddHours(-hours))),
        (2, Gen.Choose(0, 3 * 24).Select(hours => Hour(now).AddHours(-hours).AddTicks(-1))),
        (3, Gen.Choose(0, 3 * 24 * 3600).Select(seconds => now.AddSeconds(-seconds).AddTicks(-seconds % 10_000))));

    private static DateTimeOffset Hour(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerHour));
}
