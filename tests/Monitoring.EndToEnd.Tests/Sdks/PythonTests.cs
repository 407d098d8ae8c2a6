using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>Debian's <c>python3-sentry-sdk</c>, which sends messages to the store path and events with attachments as envelopes.</summary>
public sealed class PythonTests(SharedHost shared, SdkRun run) : SdkTests(shared, run)
{
    protected override string Platform => "python";

    protected override string Sdk => "sentry.python";

    protected override string Message => "python: stock of espresso is low";

    private protected override IReadOnlyList<ExpectedException> Exceptions =>
    [
        new("TimeoutError", "bank did not answer in 200 ms", "charge_card", "ask_bank"),
        new("PaymentDeclined", "card declined by bank", "checkout", "charge_card"),
        new("CheckoutFailed", "order 1007 could not be paid", "main", "checkout"),
    ];

    private protected override Task<SentIds> RunClientAsync(WireTap tap, Uri dsn)
    {
        var python = Requires.Python("sentry_sdk", "apt-get install python3-sentry-sdk");
        return RunProgramAsync(python, ["-B", "shop.py"], dsn, Clients.Directory("python"));
    }
}
