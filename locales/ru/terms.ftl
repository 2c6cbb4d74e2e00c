# Слова для канонических значений: одни и те же в чате, счетах и на страницах.

## Поводы

occasion-birthday = день рождения
occasion-wedding = свадьба
occasion-anniversary = юбилей или годовщина
occasion-date = свидание
occasion-love = признание в любви
occasion-valentines_day = День святого Валентина
occasion-womens_day = 8 Марта
occasion-mothers_day = День матери
occasion-teachers_day = День учителя
occasion-graduation = выпускной
occasion-new_year = Новый год
occasion-newborn = рождение ребёнка
occasion-get_well = пожелание выздоровления
occasion-apology = извинение
occasion-thank_you = благодарность
occasion-congratulation = поздравление
occasion-farewell = проводы
occasion-funeral = траур
occasion-housewarming = новоселье
occasion-corporate = деловое событие
occasion-just_because = просто так

reason-occasion-birthday = ко дню рождения
reason-occasion-wedding = к свадьбе
reason-occasion-anniversary = к юбилею или годовщине
reason-occasion-date = для свидания
reason-occasion-love = для слов любви
reason-occasion-valentines_day = ко Дню святого Валентина
reason-occasion-womens_day = к 8 Марта
reason-occasion-mothers_day = ко Дню матери
reason-occasion-teachers_day = ко Дню учителя и 1 сентября
reason-occasion-graduation = к выпускному
reason-occasion-new_year = к Новому году
reason-occasion-newborn = к рождению малыша
reason-occasion-get_well = с пожеланием выздоровления
reason-occasion-apology = чтобы попросить прощения
reason-occasion-thank_you = чтобы сказать спасибо
reason-occasion-congratulation = чтобы поздравить
reason-occasion-farewell = на прощание
reason-occasion-funeral = в память
reason-occasion-housewarming = на новоселье
reason-occasion-corporate = для делового события
reason-occasion-just_because = просто так, без повода

## Кому

recipient-mother = мама
recipient-wife = жена
recipient-girlfriend = девушка
recipient-daughter = дочь
recipient-grandmother = бабушка
recipient-sister = сестра
recipient-friend = подруга или друг
recipient-colleague = коллега
recipient-boss = руководитель
recipient-teacher = учитель
recipient-doctor = врач
recipient-bride = невеста
recipient-husband = муж
recipient-boyfriend = молодой человек
recipient-father = папа
recipient-man = мужчина
recipient-child = ребёнок
recipient-client = клиент

reason-recipient-mother = подойдёт маме
reason-recipient-wife = подойдёт жене
reason-recipient-girlfriend = подойдёт девушке
reason-recipient-daughter = подойдёт дочери
reason-recipient-grandmother = подойдёт бабушке
reason-recipient-sister = подойдёт сестре
reason-recipient-friend = подойдёт другу или подруге
reason-recipient-colleague = подойдёт коллеге
reason-recipient-boss = подойдёт руководителю
reason-recipient-teacher = подойдёт учителю
reason-recipient-doctor = подойдёт врачу
reason-recipient-bride = подойдёт невесте
reason-recipient-husband = подойдёт мужу
reason-recipient-boyfriend = подойдёт молодому человеку
reason-recipient-father = подойдёт папе
reason-recipient-man = подойдёт мужчине
reason-recipient-child = подойдёт ребёнку
reason-recipient-client = подойдёт клиенту

## Разделы каталога

category-bouquet = букеты
category-basket = корзины с цветами
category-box = цветы в коробке
category-single = цветы поштучно
category-plant = растения в горшках
category-gift = подарочные наборы
category-wedding_bouquet = букеты невесты

## Дополнения

addon-ribbon = лента
addon-luxury_wrap = премиум-упаковка
addon-teddy = плюшевый мишка
addon-chocolate = конфеты
addon-card = открытка
addon-vase = ваза
addon-balloon = воздушный шар

## Упаковка

wrap-kraft = крафт-бумага
wrap-matte = матовая плёнка
wrap-tulle = тюль
wrap-clear = прозрачная плёнка
wrap-box = шляпная коробка
wrap-basket = корзина
wrap-none = без упаковки
wrap-pot = горшок

## Размеры

size-s = S · небольшой
size-m = M · средний
size-l = L · большой

## Состояния заказа

status-draft = черновик
status-pending = ждёт оплаты
status-awaiting_payment = ждёт оплаты
status-paid = оплачен
status-preparing = собираем букет
status-delivering = в пути
status-delivered = доставлен
status-cancelled = отменён
status-refunded = деньги возвращены
status-expired = не оплачен вовремя

## Языки

language-ru = русский
language-en = английский

## Дни недели

weekday-mon = пн
weekday-tue = вт
weekday-wed = ср
weekday-thu = чт
weekday-fri = пт
weekday-sat = сб
weekday-sun = вс

## Поля заказа

field-kind = доставка или самовывоз
field-zone = зона доставки
field-date = день доставки
field-window = время доставки
field-address = адрес
field-recipient = имя получателя
field-phone = телефон
field-card-text = текст открытки
field-substitution = что делать, если цветка не окажется

## Цвета

color-red = красный
color-white = белый
color-pink = розовый
color-yellow = жёлтый
color-orange = оранжевый
color-purple = фиолетовый
color-blue = синий
color-cream = кремовый
color-green = зелёный
color-burgundy = бордовый
color-pastel = нежный
color-mixed = разноцветный

# Цвет при числе: «2 красных тюльпана» (m), «2 красные розы» (f), «5 веток белой гипсофилы» (of).
colored = { $count } { $color }
    .m = { $color ->
            [red] { $count ->
                [one] красный
                [few] красных
               *[many] красных
            }
            [white] { $count ->
                [one] белый
                [few] белых
               *[many] белых
            }
            [pink] { $count ->
                [one] розовый
                [few] розовых
               *[many] розовых
            }
            [yellow] { $count ->
                [one] жёлтый
                [few] жёлтых
               *[many] жёлтых
            }
            [orange] { $count ->
                [one] оранжевый
                [few] оранжевых
               *[many] оранжевых
            }
            [purple] { $count ->
                [one] фиолетовый
                [few] фиолетовых
               *[many] фиолетовых
            }
            [blue] { $count ->
                [one] синий
                [few] синих
               *[many] синих
            }
            [cream] { $count ->
                [one] кремовый
                [few] кремовых
               *[many] кремовых
            }
            [green] { $count ->
                [one] зелёный
                [few] зелёных
               *[many] зелёных
            }
            [burgundy] { $count ->
                [one] бордовый
                [few] бордовых
               *[many] бордовых
            }
            [pastel] { $count ->
                [one] нежный
                [few] нежных
               *[many] нежных
            }
           *[mixed] { $count ->
                [one] разноцветный
                [few] разноцветных
               *[many] разноцветных
            }
        }
    .f = { $color ->
            [red] { $count ->
                [one] красная
                [few] красные
               *[many] красных
            }
            [white] { $count ->
                [one] белая
                [few] белые
               *[many] белых
            }
            [pink] { $count ->
                [one] розовая
                [few] розовые
               *[many] розовых
            }
            [yellow] { $count ->
                [one] жёлтая
                [few] жёлтые
               *[many] жёлтых
            }
            [orange] { $count ->
                [one] оранжевая
                [few] оранжевые
               *[many] оранжевых
            }
            [purple] { $count ->
                [one] фиолетовая
                [few] фиолетовые
               *[many] фиолетовых
            }
            [blue] { $count ->
                [one] синяя
                [few] синие
               *[many] синих
            }
            [cream] { $count ->
                [one] кремовая
                [few] кремовые
               *[many] кремовых
            }
            [green] { $count ->
                [one] зелёная
                [few] зелёные
               *[many] зелёных
            }
            [burgundy] { $count ->
                [one] бордовая
                [few] бордовые
               *[many] бордовых
            }
            [pastel] { $count ->
                [one] нежная
                [few] нежные
               *[many] нежных
            }
           *[mixed] { $count ->
                [one] разноцветная
                [few] разноцветные
               *[many] разноцветных
            }
        }
    .of = { $color ->
            [red] красной
            [white] белой
            [pink] розовой
            [yellow] жёлтой
            [orange] оранжевой
            [purple] фиолетовой
            [blue] синей
            [cream] кремовой
            [green] зелёной
            [burgundy] бордовой
            [pastel] нежной
           *[mixed] разноцветной
        }

## Цветы

flower-rose = розы
flower-tulip = тюльпаны
flower-peony = пионы
flower-lily = лилии
flower-chrysanthemum = хризантемы
flower-gerbera = герберы
flower-orchid = орхидеи
flower-hydrangea = гортензии
flower-carnation = гвоздики
flower-sunflower = подсолнухи
flower-eustoma = эустомы
flower-iris = ирисы
flower-alstroemeria = альстромерии
flower-freesia = фрезии
flower-ranunculus = ранункулюсы
flower-daisy = ромашки
flower-gypsophila = гипсофила
flower-lavender = лаванда
flower-anemone = анемоны
flower-hyacinth = гиацинты
flower-narcissus = нарциссы
flower-mimosa = мимоза
flower-calla = каллы

flower-stems-rose = { $count } { $count ->
    [one] роза
    [few] розы
   *[many] роз
}
flower-stems-tulip = { $count } { $count ->
    [one] тюльпан
    [few] тюльпана
   *[many] тюльпанов
}
flower-stems-peony = { $count } { $count ->
    [one] пион
    [few] пиона
   *[many] пионов
}
flower-stems-lily = { $count } { $count ->
    [one] лилия
    [few] лилии
   *[many] лилий
}
flower-stems-chrysanthemum = { $count } { $count ->
    [one] хризантема
    [few] хризантемы
   *[many] хризантем
}
flower-stems-gerbera = { $count } { $count ->
    [one] гербера
    [few] герберы
   *[many] гербер
}
flower-stems-orchid = { $count } { $count ->
    [one] орхидея
    [few] орхидеи
   *[many] орхидей
}
flower-stems-hydrangea = { $count } { $count ->
    [one] гортензия
    [few] гортензии
   *[many] гортензий
}
flower-stems-carnation = { $count } { $count ->
    [one] гвоздика
    [few] гвоздики
   *[many] гвоздик
}
flower-stems-sunflower = { $count } { $count ->
    [one] подсолнух
    [few] подсолнуха
   *[many] подсолнухов
}
flower-stems-eustoma = { $count } { $count ->
    [one] эустома
    [few] эустомы
   *[many] эустом
}
flower-stems-iris = { $count } { $count ->
    [one] ирис
    [few] ириса
   *[many] ирисов
}
flower-stems-alstroemeria = { $count } { $count ->
    [one] альстромерия
    [few] альстромерии
   *[many] альстромерий
}
flower-stems-freesia = { $count } { $count ->
    [one] фрезия
    [few] фрезии
   *[many] фрезий
}
flower-stems-ranunculus = { $count } { $count ->
    [one] ранункулюс
    [few] ранункулюса
   *[many] ранункулюсов
}
flower-stems-daisy = { $count } { $count ->
    [one] ромашка
    [few] ромашки
   *[many] ромашек
}
flower-stems-gypsophila = { $count } { $count ->
    [one] ветка гипсофилы
    [few] ветки гипсофилы
   *[many] веток гипсофилы
}
flower-stems-lavender = { $count } { $count ->
    [one] веточка лаванды
    [few] веточки лаванды
   *[many] веточек лаванды
}
flower-stems-anemone = { $count } { $count ->
    [one] анемон
    [few] анемона
   *[many] анемонов
}
flower-stems-hyacinth = { $count } { $count ->
    [one] гиацинт
    [few] гиацинта
   *[many] гиацинтов
}
flower-stems-narcissus = { $count } { $count ->
    [one] нарцисс
    [few] нарцисса
   *[many] нарциссов
}
flower-stems-mimosa = { $count } { $count ->
    [one] ветка мимозы
    [few] ветки мимозы
   *[many] веток мимозы
}
flower-stems-calla = { $count } { $count ->
    [one] калла
    [few] каллы
   *[many] калл
}

colored-stems-rose = { $count } { colored.f } { $count ->
    [one] роза
    [few] розы
   *[many] роз
}
colored-stems-tulip = { $count } { colored.m } { $count ->
    [one] тюльпан
    [few] тюльпана
   *[many] тюльпанов
}
colored-stems-peony = { $count } { colored.m } { $count ->
    [one] пион
    [few] пиона
   *[many] пионов
}
colored-stems-lily = { $count } { colored.f } { $count ->
    [one] лилия
    [few] лилии
   *[many] лилий
}
colored-stems-chrysanthemum = { $count } { colored.f } { $count ->
    [one] хризантема
    [few] хризантемы
   *[many] хризантем
}
colored-stems-gerbera = { $count } { colored.f } { $count ->
    [one] гербера
    [few] герберы
   *[many] гербер
}
colored-stems-orchid = { $count } { colored.f } { $count ->
    [one] орхидея
    [few] орхидеи
   *[many] орхидей
}
colored-stems-hydrangea = { $count } { colored.f } { $count ->
    [one] гортензия
    [few] гортензии
   *[many] гортензий
}
colored-stems-carnation = { $count } { colored.f } { $count ->
    [one] гвоздика
    [few] гвоздики
   *[many] гвоздик
}
colored-stems-sunflower = { $count } { colored.m } { $count ->
    [one] подсолнух
    [few] подсолнуха
   *[many] подсолнухов
}
colored-stems-eustoma = { $count } { colored.f } { $count ->
    [one] эустома
    [few] эустомы
   *[many] эустом
}
colored-stems-iris = { $count } { colored.m } { $count ->
    [one] ирис
    [few] ириса
   *[many] ирисов
}
colored-stems-alstroemeria = { $count } { colored.f } { $count ->
    [one] альстромерия
    [few] альстромерии
   *[many] альстромерий
}
colored-stems-freesia = { $count } { colored.f } { $count ->
    [one] фрезия
    [few] фрезии
   *[many] фрезий
}
colored-stems-ranunculus = { $count } { colored.m } { $count ->
    [one] ранункулюс
    [few] ранункулюса
   *[many] ранункулюсов
}
colored-stems-daisy = { $count } { colored.f } { $count ->
    [one] ромашка
    [few] ромашки
   *[many] ромашек
}
colored-stems-gypsophila = { $count } { $count ->
    [one] ветка
    [few] ветки
   *[many] веток
} { colored.of } гипсофилы
colored-stems-lavender = { $count } { $count ->
    [one] веточка
    [few] веточки
   *[many] веточек
} { colored.of } лаванды
colored-stems-anemone = { $count } { colored.m } { $count ->
    [one] анемон
    [few] анемона
   *[many] анемонов
}
colored-stems-hyacinth = { $count } { colored.m } { $count ->
    [one] гиацинт
    [few] гиацинта
   *[many] гиацинтов
}
colored-stems-narcissus = { $count } { colored.m } { $count ->
    [one] нарцисс
    [few] нарцисса
   *[many] нарциссов
}
colored-stems-mimosa = { $count } { $count ->
    [one] ветка
    [few] ветки
   *[many] веток
} { colored.of } мимозы
colored-stems-calla = { $count } { colored.f } { $count ->
    [one] калла
    [few] каллы
   *[many] калл
}

## Составной букет, окно доставки, часы работы

custom-bouquet = Авторский букет
day-window = { $day }, { $window }
window-ask = подскажу, назовите день
nothing-now = пока ничего
hours-day = { $from }: { $hours }
hours-days = { $from }–{ $to }: { $hours }

## Почему мы это советуем

reason-flowers = { $flowers } — как вы хотели
reason-colors = нужный цвет: { $colors }
reason-budget = укладывается в бюджет: { $price }
reason-above-budget = дороже задуманного на { $more }
reason-below-budget = дешевле, чем вы рассчитывали: { $price }
reason-composition = в составе { $stems }
reason-all = { $reasons }

## Счёт

invoice-title = Заказ № { $number }
invoice-description = { $goods }. Передадим: { $when }
invoice-delivery = Доставка
