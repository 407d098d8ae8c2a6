using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>The NuGet package <c>Sentry</c> in a console program.</summary>
public sealed class DotNetTests(SharedHost shared, SdkRun run) : SdkTests(shared, run)
{
    protected override string Platform => "csharp";

    protected override string Sdk => "sentry.dotnet";

    protected override string Message => "dotnet: stock of espresso is low";

    private protected override IReadOnlyList<ExpectedException> Exceptions =>
    [
        new("System.TimeoutException", "bank did not answer in 200 ms", "void Shop.ChargeCard()", "void Shop.AskBank()"),
        new("ConsoleShop.PaymentDeclinedException", "card declined by bank", "void Shop.Checkout(int order)", "void Shop.ChargeCard()"),
        new("ConsoleShop.CheckoutFailedException", "order 1007 could not be paid", "void Shop.Checkout(int order)"),
    ];

    private protected override Task<SentIds> RunClientAsync(WireTap tap, Uri dsn)
    {
        var program = BuiltProgram.Assembly(Clients.Path("console"), "ConsoleShop");
        return RunProgramAsync("dotnet", [program], dsn, Clients.Directory("console"));
    }
}
