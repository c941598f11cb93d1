namespace Yunhepan.FeedBot.Chat.Text;

// The longer sentences.
internal sealed partial record SettingsTexts
{
    private static string DigestSetJa(string when, int count) => count == 0
        ? $"まとめは{when}にお届けします。まだトピックが入っていません。入れるものを下から選んでください。"
        : $"{when}に、{count} 件のトピックの記事を 1 通にまとめてお届けします。";

    private static string DigestOnlyUrgentJa(string when) => "まとめに入っているのは緊急のトピックだけです。緊急のお知らせはこれまでどおりすぐに届き、"
        + $"それ以外だけを{when}にまとめます。緊急のものも待たせるには、/quiet 緊急 オフ と送ってください。";

    private static string QuietIsJa(string from, string to, bool through) => $"{from} から {to} までは通知を控え、その間の記事は後で 1 通にまとめます。"
        + (through ? "緊急のお知らせはすぐに届きます。" : "緊急のお知らせも待ちますが、1 件ずつ届きます。");

    private static string DigestIsJa(string when, bool through) => $"まとめに入れたトピックの記事は、{when}に 1 通で届きます。"
        + (through ? "緊急のお知らせはすぐに届きます。" : "緊急のお知らせもその時刻まで待ちますが、1 件ずつ届きます。");

    private static string MuteHintJa(bool anyMuted, bool isPaused) => "/mute に名前を続けると、届かなくなります（/mute 教育）。/mute 2時間 で、すべての通知を 2 時間止めます。"
        + (anyMuted ? "名前をタップすると、ミュートを解除します。" : "") + (isPaused ? "" : "時間をタップして一時停止することもできます：");

    private static string NoTopicButWordJa(string word, string meant) => $"「{word}」というトピックはありません。{meant}キーワードとしてフォローできます。"
        + $"題名や本文に「{word}」がある記事が届きます。下のボタンをタップしてください：";

    private static string NoTopicButWordByHandJa(string word, string meant) => $"「{word}」というトピックはありません。{meant}キーワードとしてフォローできます。"
        + "/word に続けて言葉を送ると、題名や本文にその言葉がある記事が届きます。";

    private static string OptionUnclearJa(string words) => $"{words}がわからなかったため、何も変更していません。条件は「+言葉」（含む記事だけ）または「-言葉」（除く）と書きます。"
        + "/…/ の形は +/…/ または -/…/ と空白なしで、言語は「言語 ja」のように書いてください。";

    private static string QuietIsOffJa(bool through) => through ? "おやすみ時間はありません。お知らせはいつでも届きます。"
        : "おやすみ時間はありません。緊急のお知らせも、まとめと、今後設定するおやすみ時間の終わりまで待ちます。";

    private static string DayJa(DayOfWeek day) => $"{"日月火水木金土"[(int)day]}曜日";
}
