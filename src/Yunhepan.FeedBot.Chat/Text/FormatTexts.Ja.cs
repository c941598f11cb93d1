using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record FormatTexts
{
    public static FormatTexts Ja { get; } = new()
    {
        Description = "メッセージの表示（短め・全文、画像、プレビューなど）。例：/format compact",
        Button = "🎨 表示",
        Authors = names => $"著者：{names}",
        Title = "メッセージの表示",
        TitleOf = name => $"「{name}」のメッセージの表示",
        AsChat = "ほかのトピックと同じ表示です。ここで変更すると、このトピックだけに適用されます。",
        Text = amount => amount switch
        {
            TextAmount.Compact => "短め",
            TextAmount.Standard => "標準",
            TextAmount.Full => "全文",
            _ => throw new System.Diagnostics.UnreachableException($"no amount {amount}"),
        },
        Preview = place => place switch
        {
            LinkPreview.Above => "上",
            LinkPreview.Below => "下",
            LinkPreview.Off => "なし",
            _ => throw new System.Diagnostics.UnreachableException($"no place {place}"),
        },
        Pictures = amount => amount switch
        {
            PictureAmount.None => "なし",
            PictureAmount.One => "1 枚",
            PictureAmount.Album => "アルバム",
            _ => throw new System.Diagnostics.UnreachableException($"no amount {amount}"),
        },
        TextName = "本文",
        PreviewName = "プレビュー",
        PicturesName = "画像",
        AuthorsName = "著者",
        SourceName = "出典",
        CategoriesName = "カテゴリー",
        LengthName = "長さ",
        SoundName = "通知音",
        On = "オン",
        Off = "オフ",
        Source = brief => brief ? "名前だけ" : "詳しく",
        Length = limit => limit is { } most ? $"{most} 文字" : "制限なし",
        Colon = "：",
        LeftOut = what => $"✂️ 省略：{what}",
        TheText = "本文",
        TheTextBeyond = most => $"本文の {most} 文字より後",
        ThePictures = "画像",
        TheCategories = "カテゴリー",
        UrgentWhole = "🚨 行方不明者などの緊急のお知らせには影響しません。全文と写真をお届けします。",
        UrgentLoses = what => $"⚠️ 行方不明者などの緊急のお知らせも同じ表示になり、次のものは表示されません：{what}。",
        UrgentAlike = "🚨 緊急のお知らせも同じ表示になります。本文と写真は省略しません。",
        UrgentQuestion = what => $"行方不明者などの緊急のお知らせも同じ表示にすると、次のものが見えなくなります：{what}。"
            + "人を見分ける手がかりになることが多い情報です。よろしいですか？",
        UrgentYes = "はい、緊急も同じに",
        UrgentNo = "いいえ、緊急は省略しない",
        UrgentToo = "緊急も同じに",
        UrgentNotToo = "緊急は省略しない",
        UrgentWholeAgain = "同意された範囲より多くを省略することになるため、緊急のお知らせは省略しない表示に戻しました。",
        Person = "本文（特徴、服装、場所、電話番号）",
        PersonBeyond = most => $"本文の {most} 文字より後（電話番号は最後にあることが多いです）",
        Photo = "写真",
        LooksLike = "👇 通常のメッセージはこのように表示されます：",
        SampleTitle = "（見本）旧市街の北の 3 本の通りで土曜日に断水",
        SampleText = "水道管の修理のため、土曜日の 8 時から 12 時まで、旧市街の北の 3 本の通りで断水します。事前に水をためておいてください。\n"
            + "お問い合わせは水道の相談窓口まで。断水の後は数分間、水が濁ることがあります。しばらく流してからお使いください。",
        SampleSource = "見本新聞",
        SampleAuthor = "見本 記者",
        SampleCategory = "断水と停電",
        SamplePicture = "🖼（画像）",
        NoPreviewsHere = "ここのメッセージにはリンクのプレビューがないため、この設定は何も変えません。",
        TemplateButton = "📐 自分のテンプレート…",
        NoTemplateButton = "✕ テンプレートなし",
        TemplateOn = "テンプレート：あり",
        TemplateQuestion = "テンプレート（Liquid、900 文字まで）を送ってください。例：\n{{ title | bold }}\n{{ text | truncate: 200 }}\n"
            + "{{ source }} {{ published }}\n\n使えるもの：title、summary、text、source、authors、categories、url、published、urgent。"
            + "書式：bold、italic、link: url。if と for も使えます。訂正や取り消しなどの表示と出典は、必ず付きます。",
        TemplateTooLong = "テンプレートが 900 文字を超えているため、何も変更していません。",
        TemplateNone = "{{ … }} がなく、テンプレートではないため、何も変更していません。例：{{ title | bold }}",
        TemplateFault = (line, column, what) => $"テンプレートの {line} 行目 {column} 文字目に誤りがあるため、何も変更していません：{what}",
        ResetButton = "標準に戻す",
        AsChatButton = "ほかのトピックと同じに",
        TopicsButton = "トピックごとに設定 ›",
        AllButton = "‹ すべてのトピック",
        WhichTopic = "どのトピックの表示を変えますか？",
        Unclear = words => $"{words}がわからなかったため、何も変更していません。次のように送ってください：/format compact、/format full、"
            + "/format preview above、/format pictures one、/format author on、/format source names、/format categories off、"
            + "/format length 300、/format sound off、/format usual。1 つのトピックだけなら /format 教育 compact",
        Reset = "メッセージを標準の表示に戻しました。",
    };
}
