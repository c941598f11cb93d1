using Yunhepan.FeedBot.TelegramEmulator;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class WebhookTests
{
    [Fact]
    public async Task Updates_are_pushed_with_the_secret_and_a_poll_is_refused()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bot = await RawBot.StartAsync();
        await bot.ResultAsync("setWebhook", new { url = receiver.Url, secret_token = "s_1" });

        bot.Server.CreatePrivateChat("小林").SendCommand("start");

        var delivery = await receiver.NextAsync();
        Assert.Equal(("s_1", "/start"), (delivery.Secret, delivery.Update["message"]!["text"]!.GetValue<string>()));
        Assert.Equal(receiver.Url, (await bot.ResultAsync("getWebhookInfo"))["url"]!.GetValue<string>());
        Assert.Equal(
            (409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"),
            await PollAsync(bot));
        await bot.ResultAsync("deleteWebhook");
        Assert.Equal(200, (await PollAsync(bot)).Status);
    }

    [Fact]
    public async Task A_failed_delivery_is_repeated_until_it_is_taken_in_order()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bot = await RawBot.StartAsync(new EmulatorOptions { TimeProvider = new HurriedTime() });
        receiver.Answer(500);
        receiver.Answer(503);
        await bot.ResultAsync("setWebhook", new { url = receiver.Url });
        var chat = bot.Server.CreatePrivateChat("小林");
        chat.SendText("一");
        chat.SendText("二");

        List<string> texts = [];
        while (texts.Count < 4)
            texts.Add((await receiver.NextAsync()).Update["message"]!["text"]!.GetValue<string>());

        Assert.Equal(["一", "一", "一", "二"], texts);
    }

    [Fact]
    public async Task The_answer_to_a_delivery_may_carry_a_call()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林");
        receiver.Answer(200, $$"""{"method":"sendMessage","chat_id":{{chat.Id}},"text":"收到"}""");
        await bot.ResultAsync("setWebhook", new { url = receiver.Url });

        chat.SendText("在吗");

        Assert.Equal("收到", (await chat.WaitForTextAsync("收到", cancel: TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task Secrets_have_a_character_set()
    {
        await using var bot = await RawBot.StartAsync();

        var answer = await bot.CallAsync("setWebhook", new { url = "https://a.cn/", secret_token = "a b" });

        Assert.Equal("Bad Request: secret token contains unallowed characters", answer.Description);
    }

    private static async Task<(int Status, string Description)> PollAsync(RawBot bot)
    {
        var answer = await bot.CallAsync("getUpdates");
        return (answer.Status, answer.Description);
    }
}
