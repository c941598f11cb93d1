using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Chat.Push;
using Yunhepan.FeedBot.Chat.Web;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Addresses that browsers and articles name lead into no private network.</summary>
public sealed class WebGuardTests
{
    [Theory]
    [InlineData(PushSender.ClientName, false)]
    [InlineData(WebPictures.ClientName, false)]
    [InlineData(PushSender.ClientName, true)]
    [InlineData(WebPictures.ClientName, true)]
    public async Task A_client_of_the_web_chat_reaches_a_private_host_only_where_the_operator_opened_it(string client, bool isOpened)
    {
        await using var origin = await ScriptedOrigin.StartAsync();
        origin.Map("/", Answers.Status(201));
        await using var host = await ServiceHost.StartAsync(settings: isOpened ? [("Fetching:AllowedPrivateHosts:0", origin.Authority)] : []);
        using var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(client);

        foreach (var address in (string[])[origin.Url("/"), $"http://localhost:{origin.Port}/", $"http://[::ffff:127.0.0.1]:{origin.Port}/", $"http://2130706433:{origin.Port}/"])
        {
            try
            {
                using var response = await http.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                // The guard refuses it.
            }
        }

        Assert.Equal(isOpened, origin.Requests.Count > 0);
    }
}
