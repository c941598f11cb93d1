namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record PlaceTexts
{
    public static PlaceTexts Ja { get; } = new()
    {
        BotDescription = site => $"{site}\n\nトピックを選ぶか、サイトのアドレスを送ってください。ニュースや警報を、緊急のものから順にすぐお届けします。"
            + "内容が訂正されると、メッセージも更新されます。\n\n「開始」を押すと始まります。",
        BotAbout = site => $"{site}：ニュースや警報をすぐにお届けします。",
        Greeting = "こんにちは！何についてお知らせしましょうか？下のボタンを使うか、トピック、言葉、ウェブのアドレスを送ってください。",
        Thanks = "どういたしまして！新しい記事が出たらお知らせします。",
        Farewell = "またいつでもどうぞ。新しい記事はこれからもお知らせします。",
        Courtesy = "わかりました。",
        QuestionEmpty = word => $"「{word}」についての記事はまだありません。この言葉をフォローすると、出しだいお知らせします。",
        SharedAt = time => $"{time} 現在",
        SharedNotice = "緊急のお知らせ",
        SharedState = "開いて現在の状況を確認（すでに終わっていることがあります）",
        SharedTopic = (kind, name) => $"{kind}「{name}」の新しい記事を受け取る",
        SharedNothing = "見つかりませんでした。別の言葉をお試しください",
        SharedOpen = "ボットを開く",
        ManageDescription = "グループやチャンネルの設定をここで行う",
        ManageNotHere = "グループやチャンネルの設定は、Telegram の個人チャットで /manage を送ってください。",
        ManageTitle = "グループとチャンネル",
        ManageEmpty = "下からグループまたはチャンネルを選んでください。このボットがまだいない場合は、追加するかどうかを Telegram が確認します。",
        ManagePick = "グループまたはチャンネルを選んでください：",
        PickChannel = "チャンネルを選ぶ…",
        PickGroup = "グループを選ぶ…",
        PickAnother = "別のものを選ぶ…",
        ManageCard = name => $"「{name}」を設定中です。ボタンを使うか、「フォロー 教育」のように送ってください。次に送る言葉は「{name}」に適用されます。",
        NotYourChat = name => $"「{name}」の管理者ではないため、何も変更していません。",
        NotMyChat = name => $"このボットは「{name}」の管理者ではないため、投稿できません。先に管理者にしてください。",
        ChatUnknown = "このグループまたはチャンネルはもうありません。もう一度選んでください。",
        RouteButton = "カテゴリー用のトピック…",
        RouteWhat = name => $"カテゴリーを選んでください。「{name}」に同じ名前のトピックを作り、その記事をそこに送ります。",
        Routed = category => $"トピック「{category}」を作りました。今後、その記事はそこに届きます。",
        RoutedBefore = category => $"「{category}」にはすでに専用のトピックがあります。",
        RouteNoRight = name => $"「{name}」でトピックを管理する権限がありません。先に権限を付けてください。",
        RouteNoForum = name => $"「{name}」ではトピック機能がオフになっています。",
        RefusedIn = name => $"「{name}」でコマンドを送られました。",
    };
}
