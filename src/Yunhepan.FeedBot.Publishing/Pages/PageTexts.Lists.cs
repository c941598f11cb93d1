namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The words of lists, of feeds' own pages and of passing pages on.</summary>
internal sealed partial record PageTexts
{
    public string Share => Say("分享", "Share", "共有", "Compartir");

    public string CopyLink => Say("复制链接", "Copy link", "リンクをコピー", "Copiar enlace");

    public string ShareInTelegram => Say("发到 Telegram", "Send in Telegram", "Telegram で送る", "Enviar por Telegram");

    public string PagesOfList => Say("翻页", "Pages", "ページ", "Páginas");

    public string NewerPage => Say("较新的", "Newer", "新しい記事", "Más recientes");

    public string OlderPage => Say("更早的", "Older", "以前の記事", "Anteriores");

    public string Verified => Say("已核实的发布方", "Verified publisher", "確認済みの発行元", "Entidad verificada");

    /// <summary>The heading of a node's place in its tree.</summary>
    public string TreeBelow => Say("上下级", "Above and below", "上位と下位", "Niveles superior e inferior");

    public string PublishedAt => Say("发布：", "Published: ", "公開：", "Publicado: ");

    public string SeenAt => Say("本站看到：", "Seen here: ", "当サイトで確認：", "Visto aquí: ");

    public string SentAt => Say("提醒发出：", "Alert sent: ", "通知：", "Alerta enviada: ");

    public string LastSeen => Say("最近收到：", "Last received: ", "最終受信：", "Última recepción: ");

    public string ChangedAt => Say("订阅源更新于：", "Feed changed: ", "フィードの更新：", "Feed actualizado: ");

    public string FeedHint => Say(
        "这是给阅读器用的订阅源（feed）。把下面任一地址复制到阅读器里，新文章就会自动出现；下面是它现在的内容。",
        "This is a feed for readers. Copy one of these addresses into your feed reader, and new articles will appear there by themselves. "
            + "Below is what it holds now.",
        "フィードリーダー用のフィードです。下のアドレスのどれかをリーダーに登録すると、新しい記事が自動で届きます。現在の内容は次のとおりです。",
        "Es un feed para lectores. Copia una de estas direcciones en tu lector de feeds y los artículos nuevos aparecerán solos. "
            + "Abajo está lo que contiene ahora.");

    public string PrivateFeedHint => Say(
        "这是您自己的订阅源，地址只有您知道，请不要分享。要换一个地址，在聊天里发送 /feed。",
        "This feed is yours alone: keep its address to yourself. To get another one, send /feed in the chat.",
        "あなた専用のフィードです。アドレスをほかの人に教えないでください。変更するには、チャットで /feed を送ってください。",
        "Este feed es solo tuyo: no compartas su dirección. Para obtener otra, envía /feed en el chat.");

    public string InThisFeed => Say("订阅源里的文章", "In this feed", "このフィードの記事", "En este feed");

    public string AsPage => Say("在网页上看", "Read as a page", "ページで読む", "Leer como página");

    public string FeedOf(string name) =>
        Say("“{0}”的订阅源", "Feed of “{0}”", "「{0}」のフィード", "Feed de “{0}”").Replace("{0}", name, StringComparison.Ordinal);

    /// <param name="first">The place of the first one in the whole list.</param>
    /// <param name="last">The place of the last one.</param>
    /// <param name="total">The number of articles in the whole list.</param>
    /// <param name="isMore">True if counting ended before the end.</param>
    public string Part(int first, int last, int total, bool isMore) => isMore
        ? Say(
            $"第 {first}–{last} 篇，共 {MostCounted} 篇以上", $"{first}–{last} of more than {MostCounted} articles",
            $"{first}–{last} 件目（{MostCounted} 件以上）", $"{first}–{last} de más de {MostCounted} artículos")
        : Say(
            $"第 {first}–{last} 篇，共 {total} 篇", $"{first}–{last} of {total} articles",
            $"{first}–{last} 件目（全 {total} 件）", $"{first}–{last} de {total} artículos");
}
