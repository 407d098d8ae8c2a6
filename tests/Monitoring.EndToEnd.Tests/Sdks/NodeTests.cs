using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary><c>@sentry/node</c> from npm.</summary>
public sealed class NodeTests(SharedHost shared, SdkRun run) : SdkTests(shared, run)
{
    protected override string Platform => "node";

    protected override string Sdk => "sentry.javascript.node";

    protected override string Message => "node: stock of espresso is low";

    private protected override IReadOnlyList<ExpectedException> Exceptions =>
    [
        new("RangeError", "bank did not answer in 200 ms", "checkout", "chargeCard", "askBank"),
        new("PaymentDeclined", "card declined by bank", "checkout", "chargeCard"),
        new("CheckoutFailed", "order 1007 could not be paid", "checkout"),
    ];

    private protected override Task<SentIds> RunClientAsync(WireTap tap, Uri dsn)
    {
        Requires.NpmPackage("@sentry/node");
        return RunProgramAsync(Requires.Node(), ["shop.mjs"], dsn, Clients.Directory("node"));
    }
}
