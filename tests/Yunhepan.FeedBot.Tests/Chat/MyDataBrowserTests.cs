using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Tests.Browsing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A person erases a web chat in a real browser, and neither the browser nor the service keeps anything.</summary>
public sealed class MyDataBrowserTests(TestBrowser browser)
{
    [Fact]
    public async Task An_erased_chat_leaves_the_page_the_browser_and_the_service()
    {
        await using var app = await ChatApp.StartAsync();
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        // The page about privacy belongs to another stage.
        await context.RouteAsync("**/privacy", route => route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<h1>Privacy</h1>" }));
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(app.BaseUrl, "/chat").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator(".entry").First.WaitForAsync();
        await page.FillAsync("#words", "/mydata");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByText("Download my data").WaitForAsync();
        var file = await page.EvaluateAsync<string>("async () => (await fetch(document.querySelector('a[href$=\"mydata.json\"]').href)).text()");
        Assert.Contains("\"platform\": \"web\"", file, StringComparison.Ordinal);
        var other = await context.NewPageAsync();
        await other.GotoAsync(new Uri(app.BaseUrl, "/chat").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await other.GetByText("Erase everything").WaitForAsync();
        await page.GetByText("Erase everything").ClickAsync();
        await page.GetByText("Erase it all").ClickAsync();
        // Another page of the browser shows it no longer either.
        foreach (var each in (IPage[])[page, other])
            await each.WaitForURLAsync("**/privacy#erased", new() { Timeout = 15_000 });

        Assert.Empty(await context.CookiesAsync());
        Assert.Equal(0, await app.AskAsync<AlertsDb, int>(db => db.Subscribers.CountAsync(ChatApp.Cancel)));
        Assert.Equal(0, await app.AskAsync<AlertsDb, int>(db => db.Transcript.CountAsync(ChatApp.Cancel)));
    }
}
