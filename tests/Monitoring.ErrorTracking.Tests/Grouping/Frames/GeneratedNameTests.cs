using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Configurations;
using static Monitoring.ErrorTracking.Tests.Grouping.GroupingEvents;

namespace Monitoring.ErrorTracking.Tests.Grouping.Frames;

/// <summary>What compilers, bundlers and runtimes make up of names does not divide issues; what people called things does.</summary>
public sealed class GeneratedNameTests
{
    [Theory]
    [InlineData("<Main>b__0_1", "<Main>b__3_7")]
    [InlineData("<Main>b__2", "<Main>b__4")]
    [InlineData("<Main>g__Helper2|0_1", "<Main>g__Helper2|5_0")]
    [InlineData("Shop.Cart.<>c__DisplayClass3_0.<Pay>b__0", "Shop.Cart.<>c__DisplayClass12_1.<Pay>b__2")]
    [InlineData("<<Main>b__0_0>d.MoveNext", "<<Main>b__0_3>d.MoveNext")]
    [InlineData("lambda_method12(Closure, Object)", "lambda_method345(Closure, Object)")]
    [InlineData("pay@42-1", "pay@57-3")]
    [InlineData("_Lambda$__1-0", "_Lambda$__2-4")]
    [InlineData("VB$StateMachine_4_PayAsync", "VB$StateMachine_11_PayAsync")]
    public void Ordinals_of_dotnet_compilers_do_not_matter(string function, string other) => AssertSame("csharp", Function(function), Function(other));

    [Theory]
    [InlineData("<Main>b__0_1", "<Load>b__0_1")]
    [InlineData("<Main>g__Pay|0_1", "<Main>g__Load|0_1")]
    [InlineData("<Main>g__Helper2|0_1", "<Main>g__Helper3|0_1")]
    [InlineData("<Main>b__0_1", "<Main>d__0")]
    [InlineData("Version2", "Version3")]
    [InlineData("pay@42-1", "load@42-1")]
    [InlineData("Lambda1", "Lambda2")]
    public void Names_in_dotnet_matter(string function, string other) => AssertDifferent("csharp", Function(function), Function(other));

    [Theory]
    [InlineData("Shop.Cart+<LoadAsync>d__7", "Shop.Cart+<LoadAsync>d__9")]
    [InlineData("Shop.Cart+<>c__DisplayClass3_0", "Shop.Cart+<>c__DisplayClass4_1")]
    [InlineData("<>f__AnonymousType0`2", "<>f__AnonymousType5`2")]
    public void Ordinals_of_dotnet_types_do_not_matter(string module, string other) => AssertSame("csharp", Module(module), Module(other));

    [Theory]
    [InlineData("Shop.Cart+<LoadAsync>d__7", "Shop.Cart+<SaveAsync>d__7")]
    [InlineData("Shop.Cart+<>c__DisplayClass3_0", "Shop.Order+<>c__DisplayClass3_0")]
    [InlineData("Shop.V1", "Shop.V2")]
    public void Types_in_dotnet_matter(string module, string other) => AssertDifferent("csharp", Module(module), Module(other));

    [Theory]
    [InlineData("com.sun.proxy.$Proxy12", "com.sun.proxy.$Proxy7")]
    [InlineData("jdk.proxy2.$Proxy12", "jdk.proxy3.$Proxy140")]
    [InlineData("shop.Cart$$EnhancerBySpringCGLIB$$1a2b3c4d", "shop.Cart$$EnhancerBySpringCGLIB$$9f8e7d6c")]
    [InlineData("shop.Cart$$SpringCGLIB$$0", "shop.Cart$$SpringCGLIB$$1")]
    [InlineData("shop.Cart$ByteBuddy$k3Jd82ma", "shop.Cart$ByteBuddy$Zx81kPq2")]
    [InlineData("shop.Cart$$Lambda$14/0x00007f1c", "shop.Cart$$Lambda$15/0x00008a2d")]
    [InlineData("shop.Cart$$Lambda/0x00007f1c", "shop.Cart$$Lambda/0x00008a2d")]
    [InlineData("java.lang.invoke.LambdaForm$MH/0x0000000801", "java.lang.invoke.LambdaForm$MH/0x0000000901")]
    [InlineData("jdk.internal.reflect.GeneratedConstructorAccessor3", "jdk.internal.reflect.GeneratedConstructorAccessor44")]
    [InlineData("shop.core$reify__123", "shop.core$reify__456")]
    public void Classes_that_java_makes_at_run_time_do_not_matter(string module, string other) => AssertSame("java", Module(module), Module(other));

    [Theory]
    [InlineData("shop.Cart$$SpringCGLIB$$0", "shop.Order$$SpringCGLIB$$0")]
    [InlineData("shop.Cart$1", "shop.Cart$2")]
    [InlineData("shop.Cart$Item", "shop.Cart$Price")]
    [InlineData("shop.Cart$Base64", "shop.Cart$Base32")]
    [InlineData("shop.Cart$Item$Sha256", "shop.Cart$Item$Sha512")]
    [InlineData("shop.Cart$1LocalItem", "shop.Cart$1LocalPrice")]
    [InlineData("shop.Proxy1", "shop.Proxy2")]
    public void Classes_in_java_matter(string module, string other) => AssertDifferent("java", Module(module), Module(other));

    [Theory]
    [InlineData("lambda$pay$3", "lambda$pay$4")]
    [InlineData("lambda$pay$9e1c2a7f$1", "lambda$pay$1b2c3d4e$2")]
    [InlineData("pay$lambda$2", "pay$lambda$5")]
    [InlineData("pay$lambda-2", "pay$lambda-3")]
    [InlineData("$anonfun$pay$1", "$anonfun$pay$2")]
    public void Ordinals_of_lambdas_in_java_do_not_matter(string function, string other) => AssertSame("java", Function(function), Function(other));

    [Theory]
    [InlineData("lambda$pay$3", "lambda$load$3")]
    [InlineData("pay$lambda$2", "load$lambda$2")]
    [InlineData("$anonfun$pay$1", "$anonfun$load$1")]
    [InlineData("access$000", "access$100")]
    public void The_methods_of_lambdas_in_java_matter(string function, string other) => AssertDifferent("java", Function(function), Function(other));

    [Theory]
    [InlineData("Serve.func1", "Serve.func2")]
    [InlineData("Serve.func1.2", "Serve.func2.1")]
    [InlineData("glob..func1", "glob..func4")]
    [InlineData("(*Server).Serve.gowrap1", "(*Server).Serve.gowrap2")]
    public void Ordinals_of_closures_in_go_do_not_matter(string function, string other) => AssertSame("go", Function(function), Function(other));

    [Theory]
    [InlineData("Serve.func1", "Listen.func1")]
    [InlineData("func1", "func2")]
    [InlineData("(*Server).func1", "(*Server).func2")]
    public void Functions_in_go_matter(string function, string other) => AssertDifferent("go", Function(function), Function(other));

    [Theory]
    [InlineData("Foo@anonymous\0/srv/a.php:12$0::bar", "Foo@anonymous\0/srv/b.php:77$1::bar")]
    [InlineData("{closure:Shop\\Cart::pay():12}", "{closure:Shop\\Cart::pay():15}")]
    public void Places_of_anonymous_code_in_php_do_not_matter(string function, string other) => AssertSame("php", Function(function), Function(other));

    [Theory]
    [InlineData("Foo@anonymous\0/srv/a.php:12$0::bar", "Foo@anonymous\0/srv/a.php:12$0::baz")]
    [InlineData("{closure:Shop\\Cart::pay():12}", "{closure:Shop\\Cart::load():12}")]
    public void Names_of_anonymous_code_in_php_matter(string function, string other) => AssertDifferent("php", Function(function), Function(other));

    [Theory]
    [InlineData("<ipython-input-12-8a9f3c>", "<ipython-input-3-77aa01>")]
    [InlineData("<cell line: 4>", "<cell line: 17>")]
    public void Numbers_in_angle_brackets_of_python_do_not_matter(string function, string other) => AssertSame("python", Function(function), Function(other));

    [Theory]
    [InlineData("<lambda>", "<module>")]
    [InlineData("step1", "step2")]
    [InlineData("<genexpr>", "<lambda>")]
    public void Names_in_python_matter(string function, string other) => AssertDifferent("python", Function(function), Function(other));

    [Fact]
    public void Comprehensions_of_older_pythons_do_not_matter()
    {
        StackFrame line(string function, string code) => Frame(function) with { ContextLine = code };

        AssertSame(
            "python",
            [line("totals", "return [price(i) for i in items]"), line("<listcomp>", "return [price(i) for i in items]"), line("price", "raise KeyError(i)")],
            [line("totals", "return [price(i) for i in items]"), line("price", "raise KeyError(i)")]);
    }

    [Theory]
    [InlineData("app:///main.3f2a9c.js", "app:///main.88b1d0.js")]
    [InlineData("app:///static/vendors-8f3a1b2c.chunk.js", "app:///static/vendors-0011aa22.chunk.js")]
    public void Hashes_of_bundles_do_not_matter(string path, string other) => AssertSame("javascript", Bundle(path, "pay"), Bundle(other, "pay"));

    [Theory]
    [InlineData("app:///main.js", "app:///cart.js")]
    [InlineData("app:///main.3f2a9c.js", "app:///cart.3f2a9c.js")]
    [InlineData("app:///v1.js", "app:///v2.js")]
    [InlineData("app:///decade.js", "app:///facade.js")]
    [InlineData("app:///2024.js", "app:///2025.js")]
    public void Names_of_files_matter(string path, string other) => AssertDifferent("javascript", Bundle(path, "pay"), Bundle(other, "pay"));

    [Fact]
    public void Names_that_a_minifier_gave_do_not_matter() =>
        AssertSame("javascript", Bundle("app:///main.3f2a9c.js", "a"), Bundle("app:///main.3f2a9c.js", "t.n"));

    [Fact]
    public void Short_names_that_somebody_gave_matter() =>
        AssertDifferent("javascript", Bundle("app:///main.js", "a"), Bundle("app:///main.js", "b"));

    [Fact]
    public void Longer_names_in_bundles_matter() =>
        AssertDifferent("javascript", Bundle("app:///main.3f2a9c.js", "pay"), Bundle("app:///main.3f2a9c.js", "load"));

    [Theory]
    [InlineData("ruby", "#<Class:0x000055d1a8b8>.pay", "#<Class:0x00007fffa001>.pay")]
    [InlineData("cocoa", "__20-[Shop pay]_block_invoke_2", "__20-[Shop pay]_block_invoke_3")]
    public void Addresses_and_ordinals_of_others_do_not_matter(string platform, string function, string other) =>
        AssertSame(platform, Function(function), Function(other));

    [Fact]
    public void Configurations_of_the_field_do_as_the_field_does()
    {
        foreach (var id in (string[])[GroupingConfigurationIds.Newstyle2023, GroupingConfigurationIds.Newstyle2026])
        {
            Assert.NotEqual(Hashes("csharp", Strategies.Named(id), [Function("<Main>b__0_1")]), Hashes("csharp", Strategies.Named(id), [Function("<Main>b__3_7")]));
        }
    }

    private static StackFrame Function(string name) => Frame(name);

    private static StackFrame Module(string name) => Frame("run", name);

    private static StackFrame Bundle(string path, string function) =>
        new() { Function = function, AbsolutePath = path, FileName = path, InApp = true, LineNumber = 1, ColumnNumber = 4_000 };

    private static void AssertSame(string platform, StackFrame frame, StackFrame other) => AssertSame(platform, [frame], [other]);

    private static void AssertSame(string platform, StackFrame[] frames, StackFrame[] others) =>
        Assert.Equal(Hashes(platform, Strategies.Default, frames), Hashes(platform, Strategies.Default, others));

    private static void AssertDifferent(string platform, StackFrame frame, StackFrame other) =>
        Assert.Empty(Hashes(platform, Strategies.Default, [frame]).Intersect(Hashes(platform, Strategies.Default, [other])));

    private static IEnumerable<GroupingHash> Hashes(string platform, IGroupingStrategy strategy, StackFrame[] frames) =>
        strategy.Group(Event(platform) with { Type = EventTypes.Error, Exceptions = [Exception("E", "v", frames)] }, GroupingRules.None).Hashes;
}
