using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Tests.Events;

public sealed class ExceptionTests
{
    [Theory]
    [InlineData("""{"values":[{"type":"A"},{"type":"B"}]}""", "A B")]
    [InlineData("""[{"type":"A"},null,{"type":"B"}]""", "A B")]
    [InlineData("""{"type":"A","value":"v"}""", "A")]
    [InlineData("""{"mechanism":{"type":"x"},"values":[{"type":"A"}]}""", "A")]
    [InlineData("""{"values":null}""", "")]
    [InlineData("null", "")]
    [InlineData("[]", "")]
    public void Exceptions_AnySpelling_AreAList(string exception, string expected)
    {
        var actual = Normalized.Of($$"""{"exception":{{exception}}}""");

        Assert.Equal(expected, string.Join(' ', actual.Exceptions.Select(item => item.Type)));
    }

    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("12", "12")]
    [InlineData("""{"a": 1}""", """{"a": 1}""")]
    [InlineData("null", null)]
    public void Value_OfAnyKind_IsText(string value, string? expected) =>
        Assert.Equal(expected, Read($$"""{"type":"T","value":{{value}}}""").Value);

    [Fact]
    public void Exception_WithoutTypeValueAndTrace_IsDroppedAndNoted()
    {
        var actual = Normalized.Of("""{"exception":[{"module":"m","stacktrace":{"frames":[]}},"text",{"value":""}]}""");

        Assert.Equal("", Assert.Single(actual.Exceptions).Value);
        Assert.Equal(["missing_attribute exception.values.0", "invalid_data exception.values.1"], actual.Faults());
    }

    [Fact]
    public void StackTrace_BesideAnOnlyException_MovesIntoIt()
    {
        const string Trace = """{"frames":[{"function":"f"}]}""";

        Assert.NotNull(Normalized.Of($$"""{"exception":{"type":"T"},"stacktrace":{{Trace}}}""").Exceptions.Single().StackTrace);
        Assert.NotNull(Normalized.Of($$"""{"exception":[{"type":"T"},{"type":"U"}],"stacktrace":{{Trace}}}""").StackTrace);
        Assert.Equal("g", Normalized.Of($$$"""{"exception":{"type":"T","stacktrace":{"frames":[{"function":"g"}]}},"stacktrace":{{{Trace}}}}""").Exceptions.Single().StackTrace!.Frames.Single().Function);
    }

    [Fact]
    public void Mechanism_AllAttributes_AreRead()
    {
        var mechanism = Read("""
            {"type":"T","mechanism":{"type":"onerror","description":"d","help_link":"https://x/","handled":false,"synthetic":true,"source":"errors[0]","is_exception_group":true,
             "exception_id":3,"parent_id":0,"meta":{"errno":{"number":2}},"data":{"a":1},"unknown":{"b":2}}}
            """).Mechanism!;

        Assert.Equal(("onerror", "d", "https://x/", "errors[0]"), (mechanism.Type, mechanism.Description, mechanism.HelpLink, mechanism.Source));
        Assert.Equal((false, true, true, 3, 0), (mechanism.IsHandled, mechanism.IsSynthetic, mechanism.IsExceptionGroup, mechanism.ExceptionId, mechanism.ParentId));
        Assert.Equal(("""{"errno":{"number":2}}""", """{"a":1,"unknown":{"b":2}}"""), (mechanism.Meta.ToString(), mechanism.Data.ToString()));
    }

    [Fact]
    public void Mechanism_Malformed_KeepsTheRest()
    {
        var actual = Normalized.Of("""{"exception":{"type":"T","mechanism":{"handled":"yes","help_link":"javascript:x","exception_id":-1}}}""");

        Assert.Equal("generic", actual.Exceptions.Single().Mechanism!.Type);
        Assert.Null(actual.Exceptions.Single().Mechanism!.HelpLink);
        Assert.Equal(["invalid_data exception.mechanism.handled", "invalid_data exception.mechanism.exception_id", "invalid_data exception.mechanism.help_link"], actual.Faults());
    }

    [Fact]
    public void Frame_AllAttributes_AreRead()
    {
        var frame = Frames("""
            [{"function":"f","raw_function":"rf","symbol":"s","module":"m","package":"p","filename":"a.cs","abs_path":"/x/a.cs","lineno":"12","colno":3,"in_app":true,"platform":"native",
              "pre_context":["a"],"context_line":"b","post_context":["c"],"vars":{"v":1},"data":{"sourcemap":"x"},"instruction_addr":4096,"image_addr":"0x1","symbol_addr":"0x2","addr_mode":"rel:0",
              "trust":"cfi","function_id":"0x7","lang":"c","stack_start":true,"unknown":1}]
            """).Single();

        Assert.Equal(("f", "rf", "s", "m", "p"), (frame.Function, frame.RawFunction, frame.Symbol, frame.Module, frame.Package));
        Assert.Equal(("a.cs", "/x/a.cs", 12, 3, true, "native"), (frame.FileName, frame.AbsolutePath, frame.LineNumber, frame.ColumnNumber, frame.InApp, frame.Platform));
        Assert.Equal(("""["a"]""", "b", """["c"]""", """{"v":1}""", """{"sourcemap":"x"}"""), (frame.PreContext.ToString(), frame.ContextLine, frame.PostContext.ToString(), frame.Variables.ToString(), frame.Data.ToString()));
        Assert.Equal(new NativeFrame { InstructionAddress = "0x1000", ImageAddress = "0x1", SymbolAddress = "0x2", AddressMode = "rel:0", Trust = "cfi", FunctionId = "0x7" }, frame.Native);
        Assert.Equal("lang=\"c\" stack_start=true", string.Join(' ', frame.Other.Select(other => $"{other.Name}={other.Value}")));
    }

    [Theory]
    [InlineData("""{"filename":"a.py"}""", "a.py", "a.py")]
    [InlineData("""{"abs_path":"/x/a.py"}""", "/x/a.py", "/x/a.py")]
    [InlineData("""{"filename":"a.py","abs_path":"/x/a.py"}""", "a.py", "/x/a.py")]
    [InlineData("""{"filename":"http://h:80/js/a.js?v=1#x"}""", "/js/a.js", "http://h:80/js/a.js?v=1#x")]
    [InlineData("""{"abs_path":"https://h/"}""", "https://h/", "https://h/")]
    [InlineData("""{"abs_path":"file:///js/a.js"}""", "/js/a.js", "file:///js/a.js")]
    [InlineData("""{"abs_path":"app:///js/a.js"}""", "app:///js/a.js", "app:///js/a.js")]
    [InlineData("""{"filename":"<anonymous>","function":"x"}""", "<anonymous>", "<anonymous>")]
    public void Frame_FileAndPath_StandInForEachOther(string frame, string file, string path)
    {
        var actual = Frames($"[{frame}]").Single();

        Assert.Equal((file, path), (actual.FileName, actual.AbsolutePath));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-3")]
    [InlineData("\"x\"")]
    [InlineData("99999999999")]
    [InlineData("{}")]
    public void Frame_LineMalformed_IsDroppedAndNoted(string line)
    {
        var actual = Normalized.Of($$$"""{"stacktrace":{"frames":[{"function":"f","lineno":{{{line}}}}]}}""");

        Assert.Null(actual.StackTrace!.Frames.Single().LineNumber);
        Assert.Equal(["invalid_data stacktrace.frames.0.lineno"], actual.Faults());
    }

    [Theory]
    [InlineData(250, 250, 0)]
    [InlineData(251, 250, 1)]
    [InlineData(10_000, 250, 9750)]
    public void Frames_TooMany_TheOldestAndNewestStay(int count, int kept, int dropped)
    {
        var actual = Normalized.Of($$$"""{"stacktrace":{"frames":[{{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"function":"f{{i}}"}"""))}}}]}}""");

        var expected = Enumerable.Range(0, count).Where(i => i < 50 || i >= count - 200).Select(i => $"f{i}");
        Assert.Equal(kept, actual.StackTrace!.Frames.Length);
        Assert.Equal(expected, actual.StackTrace.Frames.Select(frame => frame.Function));
        Assert.Equal(dropped == 0 ? [] : ["value_too_long stacktrace.frames"], actual.Faults());
    }

    [Theory]
    [InlineData(50, 0, 50)]
    [InlineData(60, 0, 50)]
    [InlineData(60, 20, 50)]
    [InlineData(100, 60, 50)]
    [InlineData(200, 200, 50)]
    public void Frames_ManyWithDetails_KeepThoseOfTheEndsAndOfTheApplication(int count, int own, int detailed)
    {
        var frames = Enumerable.Range(0, count).Select(i => $$"""{"function":"f","in_app":{{(i % count < own ? "true" : "false")}},"vars":{"a":1},"pre_context":[""],"context_line":"x","post_context":[""]}""");

        var actual = Normalized.Of($$$"""{"stacktrace":{"frames":[{{{string.Join(',', frames)}}}]}}""").StackTrace!.Frames;

        Assert.Equal(detailed, actual.Count(frame => frame.Variables.HasValue && frame.PreContext.HasValue && frame.PostContext.HasValue));
        Assert.All(actual, frame => Assert.Equal("x", frame.ContextLine));
        Assert.Equal(Math.Min(own, 50), actual.Count(frame => frame.InApp == true && frame.Variables.HasValue));
    }

    [Fact]
    public void Frame_Variables_AreCutInDepthAndLength()
    {
        var frame = Frames($$$$$"""[{"function":"f","vars":{"a":{"b":{"c":{"d":{"e":1}}}},"long":"{{{{{new string('x', 3000)}}}}}"}}]""").Single();

        Assert.StartsWith("""{"a":{"b":{"c":{"d":null}}},"long":"xxx""", frame.Variables.ToString(), StringComparison.Ordinal);
        Assert.InRange(frame.Variables.Utf8.Length, 2000, 2048);
    }

    [Fact]
    public void Texts_TooLong_AreCut()
    {
        var exception = Read($$$"""
            {"type":"{{{new string('t', 300)}}}","value":"{{{new string('v', 9000)}}}","module":"{{{new string('m', 300)}}}",
             "stacktrace":{"frames":[{"function":"{{{new string('f', 600)}}}","filename":"{{{new string('n', 300)}}}","module":"{{{new string('o', 1000)}}}"}]}}
            """);

        var frame = exception.StackTrace!.Frames.Single();
        Assert.Equal((256, 8192, 256), (exception.Type!.Length, exception.Value!.Length, exception.Module!.Length));
        Assert.Equal((512, 256, 1000), (frame.Function!.Length, frame.FileName!.Length, frame.Module!.Length));
    }

    [Fact]
    public void Threads_AnySpelling_AreRead()
    {
        var actual = Normalized.Of("""
            {"threads":{"values":[{"id":1,"name":"main","main":true,"crashed":false,"current":true,"state":"RUNNABLE","held_locks":{"0x1":{}},"stacktrace":{"frames":[{"function":"f"}]}},null,{"id":"two"}]}}
            """);

        var thread = actual.Threads[0];
        Assert.Equal(("1", "main", true, false, true, "RUNNABLE"), (thread.Id, thread.Name, thread.IsMain, thread.IsCrashed, thread.IsCurrent, thread.State));
        Assert.Equal(("f", """{"0x1":{}}""", "two"), (thread.StackTrace!.Frames.Single().Function, thread.HeldLocks.ToString(), actual.Threads[1].Id));
    }

    private static ExceptionInfo Read(string exception) => Normalized.Of($$"""{"exception":{{exception}}}""").Exceptions.Single();

    private static ImmutableArray<StackFrame> Frames(string frames) => Normalized.Of($$$"""{"stacktrace":{"frames":{{{frames}}}}}""").StackTrace!.Frames;
}
