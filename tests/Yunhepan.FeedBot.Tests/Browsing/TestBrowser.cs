using Microsoft.Playwright;
using Yunhepan.FeedBot.Tests.Browsing;

[assembly: AssemblyFixture(typeof(TestBrowser))]

namespace Yunhepan.FeedBot.Tests.Browsing;

/// <summary>Provides one chromium for the whole run, started at its first use; each test gets a new profile.</summary>
public sealed class TestBrowser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Skips the test, visibly, where there is no chromium.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipUnless(File.Exists(Chromium), "chromium is not installed");
        var context = await (await BrowserAsync()).NewContextAsync(options);
        // A busy machine needs longer for a page than anybody would wait.
        context.SetDefaultTimeout(60_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"], Timeout = 120_000 });
        }
        finally
        {
            _starting.Release();
        }
    }
}
