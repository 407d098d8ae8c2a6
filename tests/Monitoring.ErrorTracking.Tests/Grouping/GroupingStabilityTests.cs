using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.TestData;
using static Monitoring.ErrorTracking.Tests.Grouping.GroupingEvents;

namespace Monitoring.ErrorTracking.Tests.Grouping;

/// <summary>What must not change hashes, whatever the event; and what hostile events may cost.</summary>
public sealed class GroupingStabilityTests
{
    private static readonly EventNormalizer Normalizer = new(64 * 1024 * 1024);

    public static IReadOnlyCollection<TheoryDataRow<string>> Inputs => Corpus.Files("sentry/grouping/inputs", "*.json");

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Recorded_event_has_the_same_hashes_in_any_key_order(string input)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(Corpus.File(input)))!;

        Assert.Equal(Hashes(JsonSerializer.SerializeToUtf8Bytes(json)), Hashes(JsonSerializer.SerializeToUtf8Bytes(Reversed(json))));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Recorded_event_has_the_same_hashes_in_any_culture(string input)
    {
        var bytes = File.ReadAllBytes(Corpus.File(input));
        var expected = Hashes(bytes);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in (string[])["tr-TR", "ar-SA", "th-TH"])
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);

                Assert.Equal(expected, Hashes(bytes));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Recorded_event_is_explained_by_exactly_the_values_that_were_hashed(string input)
    {
        var rules = GroupingRules.Parse("function:* category=any\n[ category:any ] | category:any +app\npath:**/lib/** -group\nmodule:*a* v-group", "family:other type:*Error -> {{ default }}, {{ type }}");
        var sample = Normalizer.Normalize(File.ReadAllBytes(Corpus.File(input)), Some.Receipt()).Event!;
        foreach (var (strategy, applied) in ConfiguredStrategies().SelectMany(strategy => new[] { (strategy, GroupingRules.None), (strategy, rules) }))
        {
            var explanation = strategy.Explain(sample, applied);

            Assert.Equal(strategy.Group(sample, applied).Hashes, explanation.Hashes);
            Assert.All(
                explanation.Variants.Where(variant => variant.Contributes && variant.Type != "checksum"),
                variant => Assert.Equal(Md5(string.Concat(variant.Values)), variant.Hash!.Value.ToString()));
        }
    }

    [Property]
    public Property Explaining_and_grouping_give_the_same_hashes() => Prop.ForAll(Errors, sample =>
    {
        foreach (var strategy in ConfiguredStrategies())
        {
            Assert.Equal(strategy.Group(sample, GroupingRules.None).Hashes, strategy.Explain(sample, GroupingRules.None).Hashes);
        }
    });

    // Two rules of Sentry's stand apart: an event none of whose own frames counts is grouped by the library's as soon as one of those counts, so that each event
    // here has an own one that does; and a frame that repeats the one before it counts for nothing, even where that one is a library's, so that none is in both.
    [Property]
    public Property Library_frames_do_not_matter_to_the_app_hash() => Prop.ForAll(Errors, sample =>
    {
        var own = (sample with { Exceptions = [Exception("E", "v", Frame("pay")), .. sample.Exceptions] })
            .WithFrames(frame => frame.InApp == true ? frame with { Module = "own" } : frame);
        var other = own.WithFrames(frame => frame.InApp == true ? frame : frame with { Function = "other", Module = "elsewhere", FileName = "z.py", AbsolutePath = "/z.py" });

        Assert.NotNull(AppHash(own));
        Assert.Equal(AppHash(own), AppHash(other));
    });

    [Fact]
    public void Library_frame_that_counts_takes_the_app_hash_of_an_event_without_frames_of_its_own()
    {
        var silent = Error(Exception(null, "no basket", Frame(null, null, inApp: false) with { FileName = null, AbsolutePath = null }));
        var telling = silent.WithFrames(frame => frame with { Function = "other", Module = "elsewhere" });

        Assert.NotNull(AppHash(silent));
        Assert.Null(AppHash(telling));
    }

    [Property]
    public Property Numbers_in_messages_do_not_matter() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        pair => Assert.Equal(Hashes(Message($"order {pair.Item1} of ch_{pair.Item2} failed")), Hashes(Message($"order {pair.Item2} of ch_{pair.Item1} failed"))));

    [Property]
    public Property Another_fingerprint_is_another_issue() => Prop.ForAll(
        Errors, sample => Assert.Empty(Hashes(sample with { Fingerprint = ["a"] }).Intersect(Hashes(sample with { Fingerprint = ["b"] }))));

    [Property]
    public Property Any_numbers_of_an_exception_group_end() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 4), Gen.Choose(-1, 4)).Zip(Gen.Elements(true, false)).ListOf().ToArbitrary(),
        tree =>
        {
            var sample = Error([.. tree.Select(node => Exception("E" + node.Item1.Item1, "v") with
            {
                Mechanism = new Mechanism
                {
                    Type = "chained",
                    ExceptionId = node.Item1.Item1,
                    ParentId = node.Item1.Item2 < 0 ? null : node.Item1.Item2,
                    IsExceptionGroup = node.Item2,
                },
            })]);

            Assert.NotEmpty(Hashes(sample));
        });

    [Theory]
    [InlineData("python")]
    [InlineData("native")]
    [InlineData("javascript")]
    [InlineData("java")]
    [InlineData("php")]
    public void Hostile_frames_are_grouped(string platform)
    {
        string[] names = [new string('<', 100_000), new string('(', 100_000), new string('$', 100_000), "$$" + new string('C', 100_000), new string('\ud800', 100_000), "{lambda(" + new string('x', 100_000), new string('a', 100_000) + "@1"];
        var frames = Enumerable.Range(0, 10_000).Select(index => Frame(index < names.Length ? names[index] : "f" + index, index < names.Length ? names[index] : "m")).ToImmutableArray();
        var sample = Event(platform) with { Exceptions = [Exception("E") with { StackTrace = new StackTrace { Frames = frames } }] };

        Assert.NotEmpty(Hashes(sample));
        Assert.NotEmpty(Strategies.Default.Explain(sample, GroupingRules.None).Variants);
    }

    [Fact]
    public void Hostile_rules_end_by_counting_and_give_the_same_hashes_each_time()
    {
        var pattern = $"*{new string('a', 500)}{string.Concat(Enumerable.Repeat("?*", 15))}b";
        var rules = GroupingRules.Parse(
            string.Concat(Enumerable.Range(0, 400).Select(i => $"function:{pattern}{i} -app\nmodule:{pattern}{i} category=c{i}\n")),
            string.Concat(Enumerable.Range(0, 400).Select(i => $"function:{pattern}{i} message:{pattern} -> x\n")));
        var name = new string('a', 500);
        var frames = Enumerable.Range(0, 1_000).Select(index => Frame(name, $"{name}{index}")).ToImmutableArray();
        var sample = Event("python") with { Exceptions = [Exception("E") with { Value = name, StackTrace = new StackTrace { Frames = frames } }] };

        var first = Strategies.Default.Group(sample, rules).Hashes;

        Assert.NotEmpty(first);
        Assert.Equal(first, Strategies.Default.Group(sample, rules).Hashes);
        Assert.Equal(first, Strategies.Default.Explain(sample, rules).Hashes);
    }

    private static IEnumerable<IGroupingStrategy> ConfiguredStrategies() =>
        ErrorTracking.Grouping.Configurations.GroupingConfigurations.All.Select(configuration => Strategies.Named(configuration.Id));

    private static GroupingHash? AppHash(ErrorEvent sample) =>
        Strategies.Default.Explain(sample, GroupingRules.None).Variants.FirstOrDefault(variant => variant.Name == "app" && variant.Contributes)?.Hash;

    private static ImmutableArray<GroupingHash> Hashes(ErrorEvent sample) => Strategies.Default.Group(sample, GroupingRules.None).Hashes;

    private static ImmutableArray<GroupingHash> Hashes(byte[] json) => Hashes(Normalizer.Normalize(json, Some.Receipt()).Event!);

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties.Reverse().Select(property => KeyValuePair.Create(property.Key, Reversed(property.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    [SuppressMessage("Security", "CA5351", Justification = "The expected hashes are Sentry's.")]
    private static string Md5(string text) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
