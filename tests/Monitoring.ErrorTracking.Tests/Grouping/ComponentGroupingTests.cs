using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.Storage.Errors;
using static Monitoring.ErrorTracking.Tests.Grouping.GroupingEvents;

namespace Monitoring.ErrorTracking.Tests.Grouping;

public sealed class ComponentGroupingTests
{
    private readonly IGroupingStrategy _strategy = Strategies.Default;

    [Property]
    public Property Group_SameEvent_IsTheSame() => Prop.ForAll(Errors, sample => Assert.Equal(Hashes(sample), Hashes(sample with { })));

    [Property]
    public Property Group_WhatChangesFromBuildToBuild_DoesNotMatter() => Prop.ForAll(Errors, sample =>
    {
        var moved = sample.WithFrames(frame => frame with
        {
            LineNumber = frame.LineNumber + 100,
            ColumnNumber = null,
            FileName = frame.FileName is null ? null : "/other/place/" + frame.FileName,
            AbsolutePath = frame.AbsolutePath is null ? null : "/somewhere/else" + frame.AbsolutePath,
            Native = new NativeFrame { InstructionAddress = "0x7fff5fbff000" },
        });

        Assert.Equal(Hashes(sample.WithFrames(frame => frame with { ColumnNumber = null })), Hashes(moved));
    });

    [Property]
    public Property Group_WhatSurroundsTheError_DoesNotMatter() => Prop.ForAll(Errors, sample =>
    {
        var elsewhere = sample with
        {
            Id = EventId.Create(TimeProvider.System),
            Timestamp = DateTimeOffset.UnixEpoch.AddDays(1),
            Release = "shop@2.0",
            Environment = "test",
            Transaction = "/pay",
            Level = ErrorLevel.Fatal,
            Logger = "root",
            Tags = [new EventTag { Key = "a", Value = "b" }],
            User = new UserInfo { Id = "1" },
            Message = new LogEntry { Formatted = "anything" },
        };

        Assert.Equal(Hashes(sample), Hashes(elsewhere));
    });

    [Property]
    public Property Group_AnotherType_IsAnotherIssue() => Prop.ForAll(Errors, sample =>
    {
        var other = sample with { Exceptions = sample.Exceptions.SetItem(0, sample.Exceptions[0] with { Type = "Another" + sample.Exceptions[0].Type }) };

        Assert.Empty(Hashes(sample).Intersect(Hashes(other)));
    });

    [Property]
    public Property Group_OneMoreInAppCall_IsAnotherIssue() => Prop.ForAll(Errors, sample =>
    {
        var deeper = sample with { Exceptions = sample.Exceptions.Add(Exception("ValueError", null, Frame("other_call"))) };

        Assert.NotEqual(Hashes(sample)[0], Hashes(deeper)[0]);
    });

    [Property]
    public Property Group_AnyEvent_HasHashesThatItsVariantsExplain() => Prop.ForAll(Errors, sample =>
    {
        var result = Explain(sample);

        Assert.NotEmpty(result.Hashes);
        Assert.Equal(result.Hashes, result.Variants.Where(variant => variant.Contributes).Select(variant => variant.Hash!.Value).Distinct());
        Assert.All(result.Variants, variant => Assert.Equal(variant.Contributes ? Md5(string.Concat(variant.Values)) : null, variant.Hash?.ToString()));
        Assert.All(result.Variants, variant => Assert.True(variant.Contributes || variant.Hint is not null));
        Assert.Equal(result.Hashes, Hashes(sample));
    });

    [Fact]
    public void Group_LibraryFramesDiffer_SharesTheAppHash()
    {
        var one = Explain(Error(Exception("ValueError", "x", Frame("pay"), Frame("get", "requests", false))));
        var two = Explain(Error(Exception("ValueError", "y", Frame("pay"), Frame("post", "requests", false))));

        Assert.Equal(one.Hashes[0], two.Hashes[0]);
        Assert.NotEqual(one.Hashes[1], two.Hashes[1]);
        Assert.Equal(["ValueError", "shop", "pay"], one.Variants[0].Values);
        Assert.Equal(["ValueError", "shop", "pay", "requests", "get"], one.Variants[1].Values);
    }

    [Fact]
    public void Group_NoFrameInApp_GroupsByAllFrames()
    {
        var result = Explain(Error(Exception("ValueError", "x", Frame("get", "requests", null))));

        Assert.Equal(["system"], result.Variants.Where(variant => variant.Contributes).Select(variant => variant.Name));
        Assert.Equal(["ValueError", "requests", "get"], result.Variants.First(variant => variant.Contributes).Values);
    }

    [Fact]
    public void Group_NoFramesAtAll_GroupsByTypeAndMaskedValue()
    {
        var result = Explain(Error(Exception("ValueError", "no order_17 for user 5f3a9c1be")));

        Assert.Equal(["ValueError", "no order_<int> for user <hex>"], result.Variants.First(variant => variant.Contributes).Values);
        Assert.Single(result.Hashes);
    }

    [Fact]
    public void Group_SyntheticException_ItsTypeMeansNothing()
    {
        var exception = Exception("EXC_BAD_ACCESS", "x", Frame("pay")) with { Mechanism = new Mechanism { Type = "mach", IsSynthetic = true } };

        Assert.Equal(["shop", "pay"], Explain(Error(exception)).Variants.First(variant => variant.Contributes).Values);
    }

    [Fact]
    public void Group_Recursion_DepthDoesNotMatter()
    {
        StackFrame[] shallow = [Frame("main"), Frame("walk"), Frame("walk")];
        StackFrame[] deep = [Frame("main"), Frame("walk"), Frame("walk"), Frame("walk"), Frame("walk")];

        Assert.Equal(Hashes(Error(Exception("RecursionError", null, shallow))), Hashes(Error(Exception("RecursionError", null, deep))));
    }

    [Fact]
    public void Group_NoModule_TakesTheNameOfTheFile()
    {
        var frame = Frame("pay", module: null) with { Platform = "php", FileName = "src/Shop/Cart.PHP", ContextLine = "$a = 1;" };

        Assert.Equal(["ValueError", "cart.php", "pay", "$a = 1;"], Explain(Error(Exception("ValueError", null, frame))).Variants.First(variant => variant.Contributes).Values);
    }

    [Fact]
    public void Group_ScriptFromAUrl_TakesNeitherFileNorAnonymousFunctionButTheLine()
    {
        var frame = new StackFrame
        {
            Function = "<anonymous>",
            FileName = "/static/main.5f3a.js",
            AbsolutePath = "https://shop.example/static/main.5f3a.js",
            InApp = true,
            ContextLine = "   throw   new Error(1)",
        };

        Assert.Equal(
            ["TypeError", "throw new Error(1)"],
            Explain(Error(Exception("TypeError", null, frame)) with { Platform = "javascript" }).Variants.First(variant => variant.Contributes).Values);
    }

    [Fact]
    public void Group_Message_TemplateGoesBeforeText()
    {
        Assert.Equal(Hashes(Message("no order 1", "no order %s")), Hashes(Message("no order 2", "no order %s")));
        Assert.Equal(Hashes(Message("no order 1")), Hashes(Message("no order 2")));
        Assert.NotEqual(Hashes(Message("no order 1")), Hashes(Message("no basket 1")));
    }

    [Fact]
    public void Group_ThreadThatCrashed_IsTaken()
    {
        var trace = new StackTrace { Frames = [Frame("crash")] };
        var other = new StackTrace { Frames = [Frame("idle")] };
        var threads = Event() with { Threads = [new ThreadInfo { Id = "1", StackTrace = other }, new ThreadInfo { Id = "2", IsCrashed = true, StackTrace = trace }] };

        Assert.Equal(["shop", "crash"], Explain(threads).Variants.First(variant => variant.Contributes).Values);
    }

    [Fact]
    public void Group_NothingToGroupBy_FallsBackToTypePlatformAndLogger()
    {
        var variant = Assert.Single(Explain(Event() with { Logger = "root" }).Variants);

        Assert.Equal(("fallback", true), (variant.Name, variant.Contributes));
        Assert.Equal(["default", "python", "root"], variant.Values);
    }

    [Theory]
    [InlineData("newstyle:2023-01-11")]
    [InlineData("newstyle:2026-01-20")]
    [InlineData("monitoring:2026-11-22")]
    public void Group_NothingForTheDefaultOfItsFingerprint_FallsBack(string configuration)
    {
        var strategy = Strategies.Named(configuration);
        var nothing = Event() with { Fingerprint = ["{{ default }}", "a"] };

        Assert.Single(strategy.Group(nothing, GroupingRules.None).Hashes);
        Assert.Equal("fallback", strategy.Explain(nothing, GroupingRules.None).Variants.Single(variant => variant.Contributes).Name);
    }

    [Fact]
    public void Group_NothingButAFingerprintBesideTheDefault_IsDividedByIt()
    {
        var one = Event() with { Fingerprint = ["{{ default }}", "a"] };

        Assert.NotEqual(Hashes(one), Hashes(one with { Fingerprint = ["{{ default }}", "b"] }));
    }

    [Fact]
    public void Group_ContentSecurityPolicy_TakesDirectiveAndHost()
    {
        var report = new SecurityReport
        {
            Kind = EventTypes.Csp,
            Report = default,
            EffectiveDirective = "script-src",
            BlockedUri = "https://evil.example/a.js?x=1",
            DocumentUri = "https://shop.example/",
        };

        Assert.Equal(["script-src", "evil.example"], Explain(Event() with { Security = report }).Variants.First(variant => variant.Contributes).Values);
        Assert.Equal(
            ["script-src", "'self'"],
            Explain(Event() with { Security = report with { BlockedUri = "https://shop.example/b.js" } }).Variants.First(variant => variant.Contributes).Values);
    }

    [Theory]
    [InlineData("5d41402abc4b2a76b9719d911017c592", "checksum", "5d41402abc4b2a76b9719d911017c592")]
    [InlineData("hello", "hashed_checksum", "5d41402abc4b2a76b9719d911017c592")]
    [InlineData("5D41402ABC4B2A76B9719D911017C592", "hashed_checksum", null)]
    public void Group_Checksum_IsTheHashOrIsHashed(string checksum, string name, string? hash)
    {
        var result = Explain(Error(Exception("ValueError")) with { Checksum = checksum });

        Assert.Equal(name, Assert.Single(result.Variants).Name);
        Assert.Equal(hash ?? Md5(checksum), Assert.Single(result.Hashes).ToString());
    }

    [Fact]
    public void Group_CustomFingerprint_ReplacesEverything()
    {
        var one = Error(Exception("ValueError")) with { Fingerprint = ["payments", "eu"] };
        var two = Message("anything") with { Fingerprint = ["payments", "eu"] };

        Assert.Equal(Md5("paymentseu"), Assert.Single(Hashes(one)).ToString());
        Assert.Equal(Hashes(one), Hashes(two));
        Assert.Equal("custom-fingerprint", Explain(one).Variants.Single(variant => variant.Contributes).Name);
    }

    [Theory]
    [InlineData("{{ default }}")]
    [InlineData("{{default}}")]
    [InlineData(" {{  default  }} ")]
    public void Group_DefaultFingerprint_ChangesNothing(string fingerprint)
    {
        var sample = Error(Exception("ValueError", "x", Frame("pay")));

        Assert.Equal(Hashes(sample), Hashes(sample with { Fingerprint = [fingerprint] }));
    }

    [Fact]
    public void Group_DefaultWithMore_SaltsEachVariantInOrder()
    {
        var sample = Error(Exception("ValueError", "x", Frame("pay"), Frame("get", "requests", false)));

        Assert.Equal(
            [Md5("ValueErrorshoppaytenant-1"), Md5("ValueErrorshoppayrequestsgettenant-1")],
            Hashes(sample with { Fingerprint = ["{{ default }}", "tenant-1"] }).Select(hash => hash.ToString()));
        Assert.Equal(Md5("tenant-1ValueErrorshoppay"), Hashes(sample with { Fingerprint = ["tenant-1", "{{ default }}"] })[0].ToString());
    }

    [Theory]
    [InlineData("{{ transaction }}", "/pay")]
    [InlineData("{{ type }}", "ValueError")]
    [InlineData("{{ error.value }}", "no basket")]
    [InlineData("{{ function }}", "pay")]
    [InlineData("{{ stack.module }}", "shop")]
    [InlineData("{{ package }}", "<no-package>")]
    [InlineData("{{ level }}", "error")]
    [InlineData("{{ logger }}", "<no-logger>")]
    [InlineData("{{ message }}", "no basket")]
    [InlineData("{{ tags.tenant }}", "eu")]
    [InlineData("{{ tags.other }}", "<no-value-for-tag-other>")]
    [InlineData("{{ unknown }}", "<unrecognized-variable-unknown>")]
    [InlineData("plain", "plain")]
    [InlineData("{{}}", "{{}}")]
    public void Group_Variable_IsResolved(string fingerprint, string value)
    {
        var sample = Error(Exception("ValueError", "no basket", Frame("pay"), Frame("get", "requests", false))) with
        {
            Transaction = "/pay",
            Tags = [new EventTag { Key = "tenant", Value = "eu" }],
            Fingerprint = [fingerprint],
        };

        Assert.Equal([value], Explain(sample).Variants.First(variant => variant.Contributes).Values);
    }

    [Fact]
    public void Group_GroupOfOneKind_IsNamedAfterItWhateverTheFingerprint()
    {
        var group = Error(
            Part("ValueError", "no basket", 1, 0, false), Part("ValueError", "no basket", 2, 0, false), Part("AggregateException", "several", 0, null, true));

        foreach (var sample in (ErrorEvent[])[group, group with { Fingerprint = ["a"] }])
        {
            Assert.Equal("ValueError: no basket", _strategy.Group(sample, GroupingRules.None).Title);
            Assert.Equal("ValueError: no basket", Explain(sample).Title);
        }
    }

    private static ExceptionInfo Part(string type, string value, int id, int? parent, bool isGroup) => Exception(type, value) with
    {
        Mechanism = new Mechanism { Type = "chained", ExceptionId = id, ParentId = parent, IsExceptionGroup = isGroup },
    };

    private GroupingExplanation Explain(ErrorEvent sample) => _strategy.Explain(sample, GroupingRules.None);

    private ImmutableArray<GroupingHash> Hashes(ErrorEvent sample) => _strategy.Group(sample, GroupingRules.None).Hashes;

    [SuppressMessage("Security", "CA5351", Justification = "The expected hashes are Sentry's.")]
    private static string Md5(string text) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
